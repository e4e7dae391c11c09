package org.medchain.game.repeated;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.LinearProgramResult;
import org.medchain.game.exact.LinearProgram.Relation;

/** Which payoffs a discount factor can support in a repeated game, exactly. */
public final class FolkTheorem {
  private FolkTheorem() {}

  /**
   * A lottery over profiles with these expected payoffs, if there is one: a probability for each
   * profile, in the order of {@link Game#index}.
   */
  public static Optional<List<BigFraction>> feasibleLottery(Game stage, List<BigFraction> payoffs) {
    int size = stage.profileCount();
    LinearProgram program =
        new LinearProgram(Fractions.zeros(size))
            .addConstraint(
                Relation.EQUAL, BigFraction.ONE, Fractions.vector(size, at -> BigFraction.ONE));
    for (int player = 0; player < stage.players().size(); player++) {
      int own = player;
      program.addConstraint(
          Relation.EQUAL,
          payoffs.get(own),
          Fractions.vector(size, index -> stage.exactPayoff(own, stage.profile(index))));
    }
    LinearProgramResult outcome = program.maximise();
    return outcome instanceof LinearProgram.Optimum found
        ? Optional.of(found.solution())
        : Optional.empty();
  }

  /**
   * Whether payoffs are feasible and above every player's mixed minmax value, so that players who
   * are patient enough, and can draw the profile together, have a subgame-perfect equilibrium with
   * these payoffs (Fudenberg and Maskin 1986). For more than two players two things are taken for
   * granted: that punishments differ from player to player (their full dimension), and that those
   * who punish may correlate in secret.
   */
  public static boolean isSupportable(Game stage, List<BigFraction> payoffs) {
    return IntStream.range(0, stage.players().size())
            .allMatch(who -> payoffs.get(who).compareTo(Minmax.of(stage, who).mixed()) > 0)
        && feasibleLottery(stage, payoffs).isPresent();
  }

  /**
   * The least discount factor at which the threat of a Nash equilibrium of the stage game, forever
   * (Friedman 1971), keeps all players at a profile: the largest (d − c)/(d − p), with the payoffs
   * d of the best deviation, c of the profile and p of the punishment. 0 if no player gains by
   * deviating; empty if the threat is too weak for every discount factor.
   *
   * @param cooperation an action number for each player
   * @param punishment a profile that is a Nash equilibrium of the stage game
   */
  public static Optional<BigFraction> criticalDiscount(
      Game stage, int[] cooperation, int[] punishment) {
    BigFraction most = BigFraction.ZERO;
    for (int player = 0; player < cooperation.length; player++) {
      BigFraction punished = stage.exactPayoff(player, punishment);
      int[] answered = StageGameDeviations.bestReplyProfile(stage, player, punishment);
      if (stage.exactPayoff(player, answered).compareTo(punished) > 0) {
        throw new IllegalArgumentException(
            "the punishment " + Arrays.toString(punishment) + " is no Nash equilibrium");
      }
      BigFraction kept = stage.exactPayoff(player, cooperation);
      BigFraction tempted =
          stage.exactPayoff(
              player, StageGameDeviations.bestReplyProfile(stage, player, cooperation));
      if (tempted.compareTo(kept) > 0) {
        if (kept.compareTo(punished) <= 0) {
          return Optional.empty();
        }
        BigFraction least = tempted.subtract(kept).divide(tempted.subtract(punished));
        most = least.compareTo(most) > 0 ? least : most;
      }
    }
    return Optional.of(most);
  }
}
