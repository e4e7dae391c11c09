package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

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
    for (int column = best(program); column >= 0; column = best(program)) {
      program.pivot(program.leavingRow(column), column);
    }
    List<BigFraction> first = strategy(prices(program, game.actionCount(0)));
    List<BigFraction> second = strategy(program.point());
    BigFraction value = BigFraction.ZERO;
    for (int row = 0; row < first.size(); row++) {
      BigFraction yields = game.exactActionPayoff(0, row, List.of(first, second));
      value = value.add(first.get(row).multiply(yields));
    }
    return new ZeroSumSolution(value, first, second);
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
}
