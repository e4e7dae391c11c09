package org.medchain.game;

import java.util.Arrays;
import org.apache.commons.math3.fraction.BigFraction;

/** Payoffs as tests write them: rounded. */
public final class Matrices {
  private Matrices() {}

  /** The payoffs of a player of a two-player game. */
  public static double[][] of(Game game, int player) {
    return rounded(game.exactMatrix(player));
  }

  /** The payoffs of the row strategy. */
  public static double[][] of(GroupGame game) {
    return rounded(game.exactMatrix());
  }

  private static double[][] rounded(BigFraction[][] exact) {
    return Arrays.stream(exact)
        .map(row -> Arrays.stream(row).mapToDouble(Game::toDouble).toArray())
        .toArray(double[][]::new);
  }
}
