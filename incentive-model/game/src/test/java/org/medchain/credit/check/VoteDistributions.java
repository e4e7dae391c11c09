package org.medchain.credit.check;

import java.util.function.IntToDoubleFunction;

/** How many of some independent votes say the same, counted voter by voter. */
final class VoteDistributions {
  private VoteDistributions() {}

  /** The chance of each number of calls. */
  static double[] binomial(int voters, double chance) {
    return binomial(voters, voter -> chance, voter -> 0);
  }

  /** The same of voters who learn from each other: Pólya's urn (Eggenberger and Pólya 1923). */
  static double[] polyaUrn(int voters, double calling, double others) {
    double balls = calling + others;
    return binomial(voters, voter -> calling / (balls + voter), voter -> 1 / (balls + voter));
  }

  /** The same of voters drawn without putting back: how many of them are of a group. */
  static double[] hypergeometric(int voters, int all, int group) {
    return binomial(voters, voter -> (double) group / (all - voter), voter -> -1.0 / (all - voter));
  }

  /** One voter after the other. */
  private static double[] binomial(
      int voters, IntToDoubleFunction first, IntToDoubleFunction more) {
    double[] counts = new double[voters + 1];
    counts[0] = 1;
    for (int voter = 0; voter < voters; voter++) {
      double none = first.applyAsDouble(voter);
      double each = more.applyAsDouble(voter);
      for (int calls = voter; calls >= 0; calls--) {
        double chance = none + each * calls;
        counts[calls + 1] += counts[calls] * chance;
        counts[calls] *= 1 - chance;
      }
    }
    return counts;
  }

  /** The chance of {@code least} calls or more. */
  static double upperTail(double[] counts, int least) {
    double sum = 0;
    for (int calls = counts.length - 1; calls >= Math.max(0, least); calls--) {
      sum += counts[calls];
    }
    return sum;
  }
}
