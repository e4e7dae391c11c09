package org.medchain.credit;

import static org.medchain.credit.Parameter.CENTER_ALARM;
import static org.medchain.credit.Parameter.CENTER_DETECTION;
import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.LATE_BLOCKS;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.QUERIES;
import static org.medchain.credit.Parameter.USER_ALARM;
import static org.medchain.credit.Parameter.USER_DETECTION;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.medchain.incentive.VerdictRules;

/**
 * What may become of an upload: three outcomes, not two (condition T1). What is neither accepted
 * nor convicted stays undecided and pays nothing.
 *
 * @param accepted chance of the reward
 * @param convicted chance of the penalty, sooner or later; a record can be accepted first and
 *     convicted afterwards, then it had both
 * @param convictedLate the part of {@code convicted} that comes after acceptance: from users, or
 *     from the center
 */
public record OutcomeProbabilities(double accepted, double convicted, double convictedLate) {
  /** An honest record before verifiers who look. */
  public static OutcomeProbabilities honest(CreditParameters p) {
    return of(p, p.of(FALSE_ALARM), false);
  }

  /** A false record before verifiers who look. */
  public static OutcomeProbabilities fraud(CreditParameters p) {
    return of(p, 1 - p.of(MISS), true);
  }

  /**
   * A record before verifiers of whom each, independently of the others, calls it false with
   * probability {@code rejectProbability}.
   *
   * @param untrue what the record is; users and the center, who come later, go by it
   */
  public static OutcomeProbabilities of(
      CreditParameters p, double rejectProbability, boolean untrue) {
    VerdictRules rules = p.rules().verdict();
    if (!rules.isOn()) {
      // Decision 0020: accepted on arrival, so that frauds are found afterwards.
      double found = p.of(untrue ? CENTER_DETECTION : CENTER_ALARM);
      return new OutcomeProbabilities(1, found, found);
    }
    double accepted = upperTail(rules.verifiers(), 1 - rejectProbability, rules.quorum());
    double convicted = upperTail(rules.verifiers(), rejectProbability, rules.quorum());
    double late = accepted * overturnProbability(p, untrue);
    return new OutcomeProbabilities(accepted, convicted + late, late);
  }

  /**
   * The chance of {@code needed} or more successes: a survival function, because 1 − the
   * distribution function loses small tails.
   */
  public static double upperTail(int trials, double chance, int needed) {
    if (needed > trials) {
      return 0;
    }
    // Rounding may bring a mixture of probabilities slightly above 1.
    double clipped = Math.max(0, Math.min(1, chance));
    return BinomialDistribution.of(trials, clipped).survivalProbability(needed - 1);
  }

  public static double overturnProbability(CreditParameters p, boolean untrue) {
    int users = p.intValue(QUERIES);
    double rejectProbability = p.of(untrue ? USER_DETECTION : USER_ALARM);
    double sum = 0;
    for (int calls = 0; calls <= users; calls++) {
      if (p.rules().verdict().overturned(users - calls, calls)) {
        sum += BinomialDistribution.of(users, rejectProbability).probability(calls);
      }
    }
    return sum;
  }

  /** The part of {@link #convicted} that comes within {@code blocks} of an exit. */
  public double convictedWithin(CreditParameters p, double blocks) {
    // A late finding comes after an exponential time: without memory, so that it does not matter
    // how long before the exit the record was uploaded.
    double caught = -StrictMath.expm1(-blocks / p.of(LATE_BLOCKS));
    return convicted - convictedLate + convictedLate * caught;
  }
}
