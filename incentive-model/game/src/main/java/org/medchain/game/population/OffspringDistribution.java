package org.medchain.game.population;

import org.medchain.game.exact.Vectors;

/** What one born next plays. */
final class OffspringDistribution {
  private OffspringDistribution() {}

  /** The probability of each strategy, after mutation to any of the others. */
  static double[] shares(Fitness fitness, int[] counts, double[] payoffs, double mutation) {
    double[] parents = new double[counts.length];
    double total = weights(fitness, counts, payoffs, parents);
    return Vectors.of(
        counts.length,
        own -> {
          double others = Vectors.sum(Vectors.of(counts.length, i -> i == own ? 0 : parents[i]));
          double drawn = others * mutation / (counts.length - 1);
          return (parents[own] * (1 - mutation) + drawn) / total;
        });
  }

  /**
   * Count times fitness of each strategy, up to a factor in common that keeps the largest from
   * overflow; and the sum.
   */
  static double weights(Fitness fitness, int[] counts, double[] payoffs, double[] into) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int strategy = 0; strategy < counts.length; strategy++) {
      if (counts[strategy] > 0) {
        into[strategy] = fitness.log(payoffs[strategy]);
        largest = Math.max(largest, into[strategy]);
      }
    }
    double total = 0;
    for (int strategy = 0; strategy < counts.length; strategy++) {
      into[strategy] =
          counts[strategy] == 0 ? 0 : counts[strategy] * StrictMath.exp(into[strategy] - largest);
      total += into[strategy];
    }
    return total;
  }
}
