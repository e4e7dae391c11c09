package org.medchain.game.equilibrium;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;
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
    BigInteger[][] matrix = integers(game, player, commonDenominator(game, player));
    BigInteger least = matrix[0][0];
    for (BigInteger[] line : matrix) {
      for (BigInteger payoff : line) {
        least = least.min(payoff);
      }
    }
    BigInteger divisor = BigInteger.ZERO;
    for (BigInteger[] line : matrix) {
      for (BigInteger payoff : line) {
        divisor = divisor.gcd(payoff.subtract(least));
      }
    }
    BigInteger unit = divisor.max(BigInteger.ONE);
    for (BigInteger[] line : matrix) {
      for (int column = 0; column < line.length; column++) {
        line[column] = line[column].subtract(least).divide(unit).add(BigInteger.ONE);
      }
    }
    return matrix;
  }

  private static BigInteger commonDenominator(Game game, int player) {
    BigInteger common = BigInteger.ONE;
    for (int row = 0; row < game.actionCount(0); row++) {
      for (int column = 0; column < game.actionCount(1); column++) {
        BigInteger denominator = game.exactPayoff(player, row, column).getDenominator();
        common = common.divide(common.gcd(denominator)).multiply(denominator);
      }
    }
    return common;
  }

  private static BigInteger[][] integers(Game game, int player, BigInteger denominator) {
    BigInteger[][] matrix = new BigInteger[game.actionCount(0)][game.actionCount(1)];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < matrix[row].length; column++) {
        BigFraction payoff = game.exactPayoff(player, row, column);
        matrix[row][column] =
            payoff.getNumerator().multiply(denominator.divide(payoff.getDenominator()));
      }
    }
    return matrix;
  }
}
