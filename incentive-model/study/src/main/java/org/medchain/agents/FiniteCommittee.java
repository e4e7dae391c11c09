package org.medchain.agents;

import org.apache.commons.math3.util.CombinatoricsUtils;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.medchain.game.exact.Vectors;
import org.medchain.incentive.RecordVerdict;
import org.medchain.incentive.VerdictRules;

/**
 * The votes of a committee: the number of votes for "false", and the pay of a vote that is cast in
 * random order.
 */
final class FiniteCommittee {
  private FiniteCommittee() {}

  /** The distribution of the false votes of independent draws with the same chance. */
  static double[] binomialVotes(int seats, double rejectProbability) {
    return Vectors.of(
        seats + 1, BinomialDistribution.of(seats, clipped(rejectProbability))::probability);
  }

  /**
   * The same of keys drawn without putting back.
   *
   * @param pool keys of each type
   * @param rejectProbability chance of each type
   */
  static double[] hypergeometricVotes(int seats, int[] pool, double[] rejectProbability) {
    // One type after the other: given how many seats the types so far have, and how they vote.
    double[][] joint = new double[seats + 1][seats + 1];
    joint[0][0] = 1;
    int keys = 0;
    for (int type = 0; type < pool.length; type++) {
      keys += pool[type];
      joint = with(joint, pool[type], clipped(rejectProbability[type]));
    }
    double all = CombinatoricsUtils.binomialCoefficientDouble(keys, seats);
    double[] drawn = joint[seats];
    return Vectors.of(seats + 1, calls -> drawn[calls] / all);
  }

  private static double[][] with(double[][] before, int keys, double rejectProbability) {
    int seats = before.length - 1;
    double[][] after = new double[seats + 1][seats + 1];
    for (int taken = 0; taken <= Math.min(keys, seats); taken++) {
      double[] votes = binomialVotes(taken, rejectProbability);
      double ways = CombinatoricsUtils.binomialCoefficientDouble(keys, taken);
      for (int others = 0; others + taken <= seats; others++) {
        for (int calls = 0; calls <= others; calls++) {
          for (int more = 0; more <= taken; more++) {
            after[others + taken][calls + more] += before[others][calls] * ways * votes[more];
          }
        }
      }
    }
    return after;
  }

  /**
   * The mean pay of one vote, in points.
   *
   * @param others distribution of the false votes of the other seats
   * @param own chance that this one calls the record false
   * @param early whether a vote after the verdict is refused
   */
  static double expectedReward(VerdictRules rules, double[] others, double own, boolean early) {
    double sum = 0;
    for (int calls = 0; calls < others.length; calls++) {
      if (others[calls] > 0) {
        double counted = early ? inTime(rules.quorum(), others.length - 1, calls) : 1;
        double points =
            own * points(rules, others.length - 1 - calls, calls + 1, true)
                + (1 - own) * points(rules, others.length - calls, calls, false);
        sum += others[calls] * counted * points;
      }
    }
    return sum;
  }

  private static double points(VerdictRules rules, int valid, int calls, boolean saidFalse) {
    RecordVerdict verdict = rules.outcome(valid, calls);
    if (verdict == RecordVerdict.UNDECIDED) {
      return 0;
    }
    return saidFalse == (verdict == RecordVerdict.FALSE)
        ? rules.verifierReward()
        : -rules.verifierPenalty();
  }

  /** The chance that a vote in a random place comes before the others have decided. */
  private static double inTime(int quorum, int others, int calls) {
    if (others == 0) {
      return 1;
    }
    double sum = 0;
    for (int before = 0; before <= others; before++) {
      HypergeometricDistribution first = HypergeometricDistribution.of(others, calls, before);
      for (int seen = Math.max(0, before - quorum + 1);
          seen <= Math.min(before, quorum - 1);
          seen++) {
        sum += first.probability(seen);
      }
    }
    return sum / (others + 1);
  }

  /** Rounding may bring a mixture of probabilities slightly above 1. */
  private static double clipped(double chance) {
    return Math.max(0, Math.min(1, chance));
  }
}
