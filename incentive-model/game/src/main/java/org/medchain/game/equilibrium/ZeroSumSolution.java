package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Optimum;
import org.medchain.game.exact.LinearProgram.Relation;

/**
 * The value of a two-player game in which the payoffs always have the same sum, and a pair of
 * optimal strategies (von Neumann 1928), by the linear program of Dantzig (1951). Exact.
 *
 * @param value what the first player can be sure of, and the second can keep the first to
 * @param first an optimal strategy of the first player
 * @param second an optimal strategy of the second player
 */
public record ZeroSumSolution(
    BigFraction value, List<BigFraction> first, List<BigFraction> second) {
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

  /**
   * Solves a game.
   *
   * @throws IllegalArgumentException if its payoffs have no constant sum
   */
  public static ZeroSumSolution solve(Game game) {
    if (!isConstantSum(game)) {
      throw new IllegalArgumentException(
          "'" + game.title() + "' is no two-player game whose payoffs have a constant sum");
    }
    // With positive payoffs: the most weights y of columns with A·y ≤ 1, and their prices.
    BigInteger[][] payoffs = Bimatrix.of(game).row();
    BigFraction[] ones = Fractions.vector(payoffs[0].length, at -> BigFraction.ONE);
    LinearProgram program = new LinearProgram(ones);
    for (BigInteger[] row : payoffs) {
      BigFraction[] weights = Stream.of(row).map(BigFraction::new).toArray(BigFraction[]::new);
      program.addConstraint(Relation.AT_MOST, BigFraction.ONE, weights);
    }
    Optimum optimum = program.optimum();
    List<BigFraction> first = strategy(optimum.dualSolution(), optimum.value());
    List<BigFraction> second = strategy(optimum.solution(), optimum.value());
    BigFraction value =
        Fractions.weighed(first, row -> game.exactActionPayoff(0, row, List.of(first, second)));
    return new ZeroSumSolution(value, first, second);
  }

  private static List<BigFraction> strategy(List<BigFraction> weights, BigFraction total) {
    return weights.stream().map(weight -> weight.divide(total)).toList();
  }
}
