package org.medchain.credit;

import static org.medchain.credit.Parameter.CENTER_ALARM;
import static org.medchain.credit.Parameter.CENTER_DETECTION;
import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.QUERIES;
import static org.medchain.credit.Parameter.USER_ALARM;
import static org.medchain.credit.Parameter.USER_DETECTION;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.incentive.VerdictRules;

/**
 * {@link OutcomeProbabilities} in rational numbers, for the payoffs of the small games: tails of
 * binomials are sums of products.
 *
 * @param accepted chance of the reward
 * @param convicted chance of the penalty, sooner or later
 */
record ExactOutcomeProbabilities(BigFraction accepted, BigFraction convicted) {
  /** An honest record before verifiers who look. */
  static ExactOutcomeProbabilities honest(CreditParameters p) {
    return of(p, p.exact(FALSE_ALARM), false);
  }

  /** A false record before verifiers who look. */
  static ExactOutcomeProbabilities fraud(CreditParameters p) {
    return of(p, detectionProbability(p), true);
  }

  /** The chance that a verifier who looks calls a false record false. */
  static BigFraction detectionProbability(CreditParameters p) {
    return BigFraction.ONE.subtract(p.exact(MISS));
  }

  /**
   * A record before verifiers of whom each calls it false with probability {@code
   * rejectProbability}.
   */
  static ExactOutcomeProbabilities of(
      CreditParameters p, BigFraction rejectProbability, boolean untrue) {
    VerdictRules rules = p.rules().verdict();
    if (!rules.isOn()) {
      Parameter found = untrue ? CENTER_DETECTION : CENTER_ALARM;
      return new ExactOutcomeProbabilities(BigFraction.ONE, p.exact(found));
    }
    BigFraction callsValid = BigFraction.ONE.subtract(rejectProbability);
    BigFraction accepted = upperTail(rules.verifiers(), callsValid, rules.quorum());
    BigFraction atOnce = upperTail(rules.verifiers(), rejectProbability, rules.quorum());
    BigFraction late = accepted.multiply(overturnProbability(p, untrue));
    return new ExactOutcomeProbabilities(accepted, atOnce.add(late));
  }

  /** The chance that users turn a valid verdict. */
  private static BigFraction overturnProbability(CreditParameters p, boolean untrue) {
    int users = p.intValue(QUERIES);
    int needed = 0;
    while (needed <= users && !p.rules().verdict().overturned(users - needed, needed)) {
      needed++;
    }
    Parameter rejection = untrue ? USER_DETECTION : USER_ALARM;
    return upperTail(users, p.exact(rejection), needed);
  }

  /** The chance of {@code needed} or more successes. */
  static BigFraction upperTail(int trials, BigFraction chance, int needed) {
    if (needed <= 0) {
      return BigFraction.ONE;
    }
    if (needed > trials) {
      return BigFraction.ZERO;
    }
    BigInteger success = chance.getNumerator();
    BigInteger whole = chance.getDenominator();
    BigInteger failure = whole.subtract(success);
    // Horner's rule over one denominator, so that no step reduces a fraction.
    BigInteger sum = BigInteger.ONE;
    BigInteger ways = BigInteger.ONE;
    BigInteger failures = BigInteger.ONE;
    for (int failed = 1; failed <= trials - needed; failed++) {
      ways = ways.multiply(of(trials - failed + 1)).divide(of(failed));
      failures = failures.multiply(failure);
      sum = sum.multiply(success).add(ways.multiply(failures));
    }
    return new BigFraction(sum.multiply(success.pow(needed)), whole.pow(trials));
  }

  private static BigInteger of(int number) {
    return BigInteger.valueOf(number);
  }
}
