package org.medchain.credit.check;

/** How many of some independent votes say the same, counted voter by voter. */
final class Votes {
  private Votes() {}

  /**
   * The chance of each number of calls.
   *
   * @param voters who each call with {@code chance}
   * @return an array of {@code voters + 1} chances
   */
  static double[] counts(int voters, double chance) {
    double[] counts = new double[voters + 1];
    counts[0] = 1;
    for (int voter = 0; voter < voters; voter++) {
      for (int calls = voter; calls >= 0; calls--) {
        counts[calls + 1] += counts[calls] * chance;
        counts[calls] *= 1 - chance;
      }
    }
    return counts;
  }

  /** The same of voters who learn from each other: Pólya's urn (Eggenberger and Pólya 1923). */
  static double[] urn(int voters, double calling, double others) {
    double[] counts = new double[voters + 1];
    counts[0] = 1;
    for (int voter = 0; voter < voters; voter++) {
      for (int calls = voter; calls >= 0; calls--) {
        double next = (calling + calls) / (calling + others + voter);
        counts[calls + 1] += counts[calls] * next;
        counts[calls] *= 1 - next;
      }
    }
    return counts;
  }

  /** The same of voters drawn without putting back: how many of them are of a group. */
  static double[] drawn(int voters, int all, int group) {
    double[] counts = new double[voters + 1];
    counts[0] = 1;
    for (int voter = 0; voter < voters; voter++) {
      double left = all - voter;
      for (int members = voter; members >= 0; members--) {
        double next = Math.max(0, Math.min(left, group - members)) / left;
        counts[members + 1] += counts[members] * next;
        counts[members] *= 1 - next;
      }
    }
    return counts;
  }

  /** The chance of {@code least} calls or more. */
  static double atLeast(double[] counts, int least) {
    double sum = 0;
    for (int calls = counts.length - 1; calls >= Math.max(0, least); calls--) {
      sum += counts[calls];
    }
    return sum;
  }
}
