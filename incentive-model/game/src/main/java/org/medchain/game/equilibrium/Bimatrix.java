package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.medchain.game.Game;

/**
 * The payoffs of a two-player game as positive integers. Shifting and scaling a player's payoffs
 * changes no equilibrium, so two games that differ in just that have one and the same bimatrix.
 *
 * @param row what the first player gets, [row][column]
 * @param column what the second player gets, [row][column]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Bimatrix(BigInteger[][] row, BigInteger[][] column) {
  static Bimatrix of(Game game) {
    return new Bimatrix(positive(game, 0), positive(game, 1));
  }

  int rows() {
    return row.length;
  }

  int columns() {
    return row[0].length;
  }

  /** Smallest payoff 1, and no common divisor of the differences: small numbers pivot fast. */
  private static BigInteger[][] positive(Game game, int player) {
    List<BigInteger> whole = game.wholePayoffs(player);
    BigInteger[][] matrix = new BigInteger[game.actionCount(0)][game.actionCount(1)];
    for (int row = 0; row < matrix.length; row++) {
      int own = row;
      Arrays.setAll(matrix[own], at -> whole.get(game.index(own, at)).add(BigInteger.ONE));
    }
    return matrix;
  }
}
