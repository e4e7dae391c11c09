package org.medchain.game.population;

/** Binomial probabilities whose sum is 1 to the last digits. */
final class BinomialProbabilities {
  private BinomialProbabilities() {}

  /**
   * The probability of 0, 1, …, {@code trials} successes.
   *
   * @param success weight of a success
   * @param failure weight of a failure; only their ratio counts, so neither comes of a subtraction
   */
  static double[] of(int trials, double success, double failure) {
    double[] weights = new double[trials + 1];
    double odds = success / failure;
    int mode = (int) Math.min(trials, (trials + 1) * (success / (success + failure)));
    weights[mode] = 1;
    double sum = 1;
    for (int wins = mode; wins < trials; wins++) {
      weights[wins + 1] = weights[wins] * (trials - wins) / (wins + 1) * odds;
      sum += weights[wins + 1];
    }
    for (int wins = mode; wins > 0; wins--) {
      weights[wins - 1] = weights[wins] * wins / (trials - wins + 1) / odds;
      sum += weights[wins - 1];
    }
    for (int wins = 0; wins <= trials; wins++) {
      weights[wins] /= sum;
    }
    return weights;
  }
}
