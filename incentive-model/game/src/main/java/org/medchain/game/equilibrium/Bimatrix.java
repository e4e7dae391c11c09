package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.List;
import org.medchain.game.Game;

/**
 * The payoffs of a two-player game as positive integers. Shifting and scaling a player's payoffs
 * changes no equilibrium, so two games that differ in just that have one and the same bimatrix.
 */
final class Bimatrix {
  private final BigInteger[][] row;
  private final BigInteger[][] column;

  private Bimatrix(BigInteger[][] row, BigInteger[][] column) {
    this.row = row;
    this.column = column;
  }

  static Bimatrix of(Game game) {
    if (game.players().size() != 2) {
      throw new IllegalArgumentException(
          "this method takes a game of two players, not of " + game.players().size());
    }
    return new Bimatrix(positive(game, 0), positive(game, 1));
  }

  /** What the first player gets, [row][column]. */
  BigInteger[][] row() {
    return row;
  }

  /** What the second player gets, [row][column]. */
  BigInteger[][] column() {
    return column;
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
      for (int column = 0; column < matrix[row].length; column++) {
        matrix[row][column] = whole.get(game.index(row, column)).add(BigInteger.ONE);
      }
    }
    return matrix;
  }
}
