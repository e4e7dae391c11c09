package org.medchain.game.population;

import org.apache.commons.rng.UniformRandomProvider;

/** Draws of a strategy. */
final class StrategyDraws {
  private StrategyDraws() {}

  /** The strategy of one out of those counted: of number {@code place} when they stand in order. */
  static int byCount(int[] counts, int place) {
    int strategy = 0;
    int left = place;
    while (left >= counts[strategy]) {
      left -= counts[strategy];
      strategy++;
    }
    return strategy;
  }

  /** The same among all but one who plays {@code own}. */
  static int byCountExcludingSelf(int own, int[] counts, int place) {
    int strategy = 0;
    int left = place;
    while (left >= counts[strategy] - (strategy == own ? 1 : 0)) {
      left -= counts[strategy] - (strategy == own ? 1 : 0);
      strategy++;
    }
    return strategy;
  }

  /** A strategy by weight; the point is below the sum of the weights. */
  static int byWeight(double[] weights, double point) {
    double left = point;
    int chosen = -1;
    for (int strategy = 0; strategy < weights.length; strategy++) {
      // Rounding may carry the point past the end; then the last one that has a weight is taken.
      if (weights[strategy] > 0) {
        chosen = strategy;
        if (left < weights[strategy]) {
          break;
        }
      }
      left -= weights[strategy];
    }
    return chosen;
  }

  /** One of the other strategies, each as likely. */
  static int otherStrategy(int own, int strategies, UniformRandomProvider random) {
    int drawn = random.nextInt(strategies - 1);
    return drawn < own ? drawn : drawn + 1;
  }
}
