package org.medchain.game.population;

/** What one born next plays. */
final class OffspringDistribution {
  private OffspringDistribution() {}

  /** The probability of each strategy, after mutation to any of the others. */
  static double[] shares(Fitness fitness, int[] counts, double[] payoffs, double mutation) {
    double[] parents = new double[counts.length];
    double total = weights(fitness, counts, payoffs, parents);
    double[] shares = new double[counts.length];
    for (int strategy = 0; strategy < counts.length; strategy++) {
      double others = 0;
      for (int other = 0; other < counts.length; other++) {
        others += other == strategy ? 0 : parents[other];
      }
      double drawn = others * mutation / (counts.length - 1);
      shares[strategy] = (parents[strategy] * (1 - mutation) + drawn) / total;
    }
    return shares;
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
