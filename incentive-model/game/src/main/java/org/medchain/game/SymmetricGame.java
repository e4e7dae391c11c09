package org.medchain.game;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A symmetric game of two players in which a population meets itself at random (Maynard Smith
 * 1982). Payoffs are rational numbers, as in {@link Game}.
 */
public final class SymmetricGame implements PopulationGame {
  private final String title;
  private final List<String> strategies;
  private final BigFraction[][] exact;
  private final double[][] matrix;

  /**
   * The game.
   *
   * @param title what it is called
   * @param strategies names, in the order of rows and columns
   * @param payoffs what the row strategy gets against the column strategy, square
   */
  public SymmetricGame(String title, List<String> strategies, BigFraction[][] payoffs) {
    this.title = title;
    this.strategies = new Player(title, strategies).actions();
    this.exact = new BigFraction[payoffs.length][];
    this.matrix = new double[payoffs.length][];
    for (int row = 0; row < payoffs.length; row++) {
      if (payoffs.length != strategies.size() || payoffs[row].length != strategies.size()) {
        throw new IllegalArgumentException(
            "'" + title + "' needs a square of " + strategies.size() + " rows and columns");
      }
      exact[row] = payoffs[row].clone();
      matrix[row] = Arrays.stream(payoffs[row]).mapToDouble(Game::toDouble).toArray();
    }
  }

  /** The game whose payoffs are the shortest decimals that denote these. */
  public SymmetricGame(String title, List<String> strategies, double[][] payoffs) {
    this(
        title,
        strategies,
        Arrays.stream(payoffs)
            .map(row -> Arrays.stream(row).mapToObj(Game::rational).toArray(BigFraction[]::new))
            .toArray(BigFraction[][]::new));
  }

  /** What it is called. */
  public String title() {
    return title;
  }

  @Override
  public List<String> strategies() {
    return strategies;
  }

  /** What {@code own} gets against {@code other}, rounded to the nearest {@code double}. */
  public double payoff(int own, int other) {
    return matrix[own][other];
  }

  /** All payoffs, exactly: [own][other]. */
  public BigFraction[][] exactMatrix() {
    return Arrays.stream(exact).map(BigFraction[]::clone).toArray(BigFraction[][]::new);
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
