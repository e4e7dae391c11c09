package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;

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
    SimplexDictionary program = new SimplexDictionary(Bimatrix.of(game).row());
    int column = best(program);
    while (column >= 0) {
      program.pivot(program.leavingRow(column), column);
      column = best(program);
    }
    List<BigFraction> second = strategy(program.point());
    List<BigFraction> first = strategy(prices(program, game.actionCount(0)));
    return checked(game, first, second);
  }

  private static int best(SimplexDictionary program) {
    int best = -1;
    BigInteger most = BigInteger.ZERO;
    for (int column = 0; column < program.dimension(); column++) {
      BigInteger gain = program.reducedCost(column);
      if (gain.compareTo(most) > 0) {
        most = gain;
        best = column;
      }
    }
    return best;
  }

  /** The dual solution: what relaxing each row would gain. */
  private static BigInteger[] prices(SimplexDictionary program, int rows) {
    BigInteger[] prices = new BigInteger[rows];
    for (int row = 0; row < rows; row++) {
      int column = program.column(program.dimension() + row);
      prices[row] = column < 0 ? BigInteger.ZERO : program.reducedCost(column).negate();
    }
    return prices;
  }

  private static List<BigFraction> strategy(BigInteger[] weights) {
    return new PolytopeVertex(new BitSet(), List.of(weights)).strategy();
  }

  private static ZeroSumSolution checked(
      Game game, List<BigFraction> first, List<BigFraction> second) {
    BigFraction most =
        IntStream.range(0, game.actionCount(0))
            .mapToObj(row -> expected(game, Fractions.unit(game.actionCount(0), row), second))
            .max(BigFraction::compareTo)
            .orElseThrow();
    BigFraction least =
        IntStream.range(0, game.actionCount(1))
            .mapToObj(column -> expected(game, first, Fractions.unit(game.actionCount(1), column)))
            .min(BigFraction::compareTo)
            .orElseThrow();
    if (!most.equals(least)) {
      throw new IllegalStateException("minimax " + most + " is not maximin " + least);
    }
    return new ZeroSumSolution(most, first, second);
  }

  private static BigFraction expected(
      Game game, List<BigFraction> first, List<BigFraction> second) {
    BigFraction sum = BigFraction.ZERO;
    for (int row = 0; row < first.size(); row++) {
      for (int column = 0; column < second.size(); column++) {
        if (!RationalArithmetic.isZero(first.get(row))
            && !RationalArithmetic.isZero(second.get(column))) {
          BigFraction weight = first.get(row).multiply(second.get(column));
          sum = sum.add(weight.multiply(game.exactPayoff(0, row, column)));
        }
      }
    }
    return sum;
  }
}
