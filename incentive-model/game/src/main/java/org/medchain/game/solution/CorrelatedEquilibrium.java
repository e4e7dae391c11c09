package org.medchain.game.solution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Relation;
import org.medchain.game.exact.Vectors;

/**
 * A correlated equilibrium (Aumann 1974, 1987): a lottery over profiles from which a mediator
 * advises each player in private, such that no player gains by disobeying.
 *
 * <p>Exact, any number of players. Of all equilibria, which are a polytope, one that is best for
 * the objective is given; where several are as good, which one is not specified. Nothing else of
 * the polytope is searched.
 *
 * @param probabilities of each profile, in the order of {@link Game#index}
 * @param payoffs what each player expects
 */
public record CorrelatedEquilibrium(List<BigFraction> probabilities, List<BigFraction> payoffs) {
  /** When a player decides whether to obey. */
  public enum ObedienceStage {
    /** After the advice is known (Aumann 1974). */
    CORRELATED,
    /** Before it is known, once and for all (Moulin and Vial 1978): a larger set. */
    COARSE
  }

  private static final Comparator<BigFraction> ORDER = Comparator.naturalOrder();

  /** The equilibrium with the largest sum of payoffs. */
  public static CorrelatedEquilibrium utilitarian(Game game, ObedienceStage kind) {
    BigFraction[] welfare =
        Fractions.vector(
            game.profileCount(),
            index ->
                Fractions.sum(
                    game.players().size(),
                    player -> game.exactPayoff(player, game.profile(index))));
    return of(game, lottery(game, kind, welfare));
  }

  private static CorrelatedEquilibrium of(Game game, List<BigFraction> probabilities) {
    return new CorrelatedEquilibrium(
        probabilities,
        Vectors.list(
            game.players().size(),
            own ->
                Fractions.weighed(
                    probabilities, index -> game.exactPayoff(own, game.profile(index)))));
  }

  /**
   * The equilibrium that makes an expected goal as large as possible, by the dual: prices of
   * disobedience that push the best profile as far as possible under the highest goal. The
   * equilibrium is what its rows are worth. The primal programme is as degenerate as can be (all
   * bounds but one are 0) and takes hundreds of times as long.
   *
   * @param goal its value at each profile
   */
  private static List<BigFraction> lottery(Game game, ObedienceStage kind, BigFraction[] goal) {
    List<BigFraction[]> ways = disobedience(game, kind);
    BigFraction highest = Arrays.stream(goal).max(ORDER).orElseThrow();
    int push = ways.size();
    LinearProgram program =
        new LinearProgram(Fractions.vector(push + 1, at -> Fractions.oneIf(at == push)));
    for (int profile = 0; profile < game.profileCount(); profile++) {
      int index = profile;
      program.addConstraint(
          Relation.AT_MOST,
          highest.subtract(goal[index]),
          Fractions.vector(
              push + 1, at -> at == push ? BigFraction.ONE : ways.get(at)[index].negate()));
    }
    List<BigFraction> prices = program.optimum().dualSolution();
    // More than 1 together only if the highest goal is reached, and then any share of them does.
    BigFraction total = prices.stream().reduce(BigFraction.ZERO, BigFraction::add);
    return prices.stream().map(price -> price.divide(total)).toList();
  }

  /** For each way to disobey, what it gains at each profile. */
  static List<BigFraction[]> disobedience(Game game, ObedienceStage kind) {
    List<BigFraction[]> ways = new ArrayList<>();
    for (int player = 0; player < game.players().size(); player++) {
      for (int instead = 0; instead < game.actionCount(player); instead++) {
        if (kind == ObedienceStage.COARSE) {
          ways.add(gains(game, player, -1, instead));
        } else {
          for (int advice = 0; advice < game.actionCount(player); advice++) {
            if (advice != instead) {
              ways.add(gains(game, player, advice, instead));
            }
          }
        }
      }
    }
    return ways;
  }

  /** What playing {@code instead} gains where {@code advice} is given; -1 stands for any advice. */
  private static BigFraction[] gains(Game game, int player, int advice, int instead) {
    BigFraction[] gains = Fractions.zeros(game.profileCount());
    for (int index = 0; index < gains.length; index++) {
      int[] profile = game.profile(index);
      if (advice < 0 || profile[player] == advice) {
        BigFraction obeyed = game.exactPayoff(player, profile);
        profile[player] = instead;
        gains[index] = game.exactPayoff(player, profile).subtract(obeyed);
      }
    }
    return gains;
  }
}
