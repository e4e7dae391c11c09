package org.medchain.game.repeated;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Relation;

/**
 * What the others can hold a player down to, when it knows what they do and answers best (the
 * minmax value). Exact.
 *
 * <p>With two players the value against a lottery of the other is the minmax value in mixed
 * strategies (von Neumann 1928). With more the lottery may correlate the others; what they can do
 * by mixing independently lies between the two values, and is not searched.
 *
 * @param pure the value when the others play a pure profile
 * @param mixed the value when they play a lottery over profiles
 */
public record Minmax(BigFraction pure, BigFraction mixed) {
  /** The minmax values of {@code player}, numbered from 0. */
  public static Minmax of(Game stage, int player) {
    List<int[]> others =
        IntStream.range(0, stage.profileCount())
            .mapToObj(stage::profile)
            .filter(profile -> profile[player] == 0)
            .toList();
    BigFraction pure = null;
    BigFraction lowest = null;
    for (int[] profile : others) {
      int[] answered = StageGameDeviations.bestReplyProfile(stage, player, profile);
      BigFraction best = stage.exactPayoff(player, answered);
      pure = pure == null || best.compareTo(pure) < 0 ? best : pure;
      for (int action = 0; action < stage.actionCount(player); action++) {
        BigFraction payoff =
            stage.exactPayoff(player, StageGameDeviations.deviate(profile, player, action));
        lowest = lowest == null || payoff.compareTo(lowest) < 0 ? payoff : lowest;
      }
    }
    return new Minmax(pure, lowest.subtract(lottery(stage, player, others, lowest)));
  }

  /** Makes the best answer, counted from the lowest payoff, as small as possible. */
  private static BigFraction lottery(
      Game stage, int player, List<int[]> others, BigFraction lowest) {
    int last = others.size();
    LinearProgram program =
        new LinearProgram(Fractions.vector(last + 1, at -> Fractions.oneIf(at == last).negate()))
            .addConstraint(
                Relation.EQUAL,
                BigFraction.ONE,
                Fractions.vector(last + 1, at -> Fractions.oneIf(at < last)));
    for (int reply = 0; reply < stage.actionCount(player); reply++) {
      int action = reply;
      program.addConstraint(
          Relation.AT_MOST,
          BigFraction.ZERO,
          Fractions.vector(
              last + 1,
              at ->
                  at == last
                      ? BigFraction.MINUS_ONE
                      : stage
                          .exactPayoff(
                              player, StageGameDeviations.deviate(others.get(at), player, action))
                          .subtract(lowest)));
    }
    return program.optimum().value();
  }
}
