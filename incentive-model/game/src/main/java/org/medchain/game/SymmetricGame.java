package org.medchain.game;

import java.util.List;

/**
 * A symmetric game of two players in which a population meets itself at random (Maynard Smith
 * 1982).
 *
 * @param title what it is called
 * @param strategies names, in the order of rows and columns
 * @param matrix what the row strategy gets against the column strategy, square
 */
// A matrix is an array here, as in the libraries of numerics; nothing compares two games.
@SuppressWarnings("ArrayRecordComponent")
public record SymmetricGame(String title, List<String> strategies, double[][] matrix)
    implements PopulationGame {
  /** Checks the shape. */
  public SymmetricGame {
    strategies = new Player(title, strategies).actions();
    double[][] copy = new double[matrix.length][];
    for (int row = 0; row < matrix.length; row++) {
      if (matrix.length != strategies.size() || matrix[row].length != strategies.size()) {
        throw new IllegalArgumentException(
            "'" + title + "' needs a square of " + strategies.size() + " rows and columns");
      }
      copy[row] = matrix[row].clone();
    }
    matrix = copy;
  }

  /** What {@code own} gets against {@code other}. */
  public double payoff(int own, int other) {
    return matrix[own][other];
  }

  @Override
  public double[] payoffs(double[] shares) {
    double[] yields = new double[matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < matrix.length; column++) {
        yields[row] += matrix[row][column] * shares[column];
      }
    }
    return yields;
  }
}
