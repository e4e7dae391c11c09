package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Relation;

/**
 * The value of a two-player game in which the payoffs always have the same sum, and a pair of
 * optimal strategies (von Neumann 1928), by the linear program of Dantzig (1951). Exact: the
 * simplex method in integers with lexicographic pivots, and the result is checked.
 *
 * @param value what the first player can be sure of, and the second can keep the first to
 * @param first an optimal strategy of the first player
 * @param second an optimal strategy of the second player
 */
public record ZeroSumSolution(
    BigFraction value, List<BigFraction> first, List<BigFraction> second) {
  public ZeroSumSolution {
    first = List.copyOf(first);
    second = List.copyOf(second);
  }

  /** Whether the payoffs of a two-player game have the same sum at every profile. */
  public static boolean isConstantSum(Game game) {
    if (game.players().size() != 2) {
      return false;
    }
    BigFraction sum = sum(game, game.profile(0));
    return IntStream.range(0, game.profileCount())
        .allMatch(index -> sum(game, game.profile(index)).equals(sum));
  }

  private static BigFraction sum(Game game, int[] profile) {
    return game.exactPayoff(0, profile).add(game.exactPayoff(1, profile));
  }

  /** Solves a game to which this {@link #isConstantSum}. */
  public static ZeroSumSolution solve(Game game) {
    if (!isConstantSum(game)) {
      throw new IllegalArgumentException(
          "'" + game.title() + "' is no two-player game whose payoffs have a constant sum");
    }
    // With positive payoffs A: the most that Σy can be when A·y ≤ 1 is the inverse of the value.
    BigFraction[] ones = new BigFraction[game.actionCount(1)];
    Arrays.fill(ones, BigFraction.ONE);
    LinearProgram program = new LinearProgram(ones);
    for (BigInteger[] row : Bimatrix.of(game).row()) {
      program.addConstraint(
          Relation.AT_MOST,
          BigFraction.ONE,
          Arrays.stream(row).map(BigFraction::new).toArray(BigFraction[]::new));
    }
    LinearProgram.Optimum optimum = program.optimum();
    List<BigFraction> first = shares(optimum.dualSolution(), optimum.value());
    List<BigFraction> second = shares(optimum.solution(), optimum.value());
    BigFraction value = BigFraction.ZERO;
    for (int row = 0; row < first.size(); row++) {
      BigFraction yields = game.exactActionPayoff(0, row, List.of(first, second));
      value = value.add(first.get(row).multiply(yields));
    }
    return new ZeroSumSolution(value, first, second);
  }

  private static List<BigFraction> shares(List<BigFraction> weights, BigFraction sum) {
    return weights.stream().map(weight -> weight.divide(sum)).toList();
  }
}
