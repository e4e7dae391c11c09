package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CORRELATION;
import static org.medchain.credit.Parameter.MISS;

import java.util.Optional;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.medchain.credit.CreditParameters;
import org.medchain.incentive.VerdictRules;

/** T4: what more verifiers cannot buy. */
record CorrelatedVerifiers() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T4",
        "correlated verifiers",
        "A larger committee with the same k/n detects more, though never all.",
        "theta ~ Beta(alpha, beta), alpha = (1-eps0)(1/r - 1), beta = eps0 (1/r - 1);"
            + " P(BetaBin(n, alpha, beta) >= k) <= P(theta > k/n) < 1, its limit for large n",
        "given theta, which all share, votes are independent; r is the correlation of two votes",
        "k/n stays as it is while n grows, and is no atom of theta",
        "not monotone in n: below k/n a larger committee detects less, not more");
  }

  @Override
  public Optional<String> inapplicableReason(CreditParameters p) {
    double miss = p.of(MISS);
    double correlation = p.of(CORRELATION);
    if (!p.rules().verdict().isOn()) {
      return Condition.requireVerifiers(p);
    }
    if (!(miss > 0 && miss < 1)) {
      return Optional.of("verifiers who never miss, or always do, share no accuracy");
    }
    if (!(correlation > 0 && correlation < 1)) {
      return Optional.of("their errors are not correlated, or all the same");
    }
    return Condition.inapplicableIf(
        p.rules().verdict().quorum() == p.rules().verdict().verifiers(),
        "the quorum is all verifiers");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double limit = asymptoticDetection(p);
    VerdictRules rules = p.rules().verdict();
    double detection = detectionProbability(p, rules.verifiers(), rules.quorum());
    // A limit that rounds to 1 is less nevertheless: theta has mass under every share above 0.
    return ClosedForm.lowerBound(limit, detection, "with as many verifiers as one likes: " + limit)
        .with("limit", limit)
        .with("detection", detection);
  }

  private static double alpha(CreditParameters p) {
    return (1 - p.of(MISS)) * (1 / p.of(CORRELATION) - 1);
  }

  private static double beta(CreditParameters p) {
    return p.of(MISS) * (1 / p.of(CORRELATION) - 1);
  }

  /** P(theta > k/n). */
  static double asymptoticDetection(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    double share = (double) rules.quorum() / rules.verifiers();
    return BetaDistribution.of(alpha(p), beta(p)).survivalProbability(share);
  }

  /** P(BetaBin(n) >= k): the chance that n verifiers with correlated errors convict. */
  static double detectionProbability(CreditParameters p, int n, int k) {
    double alpha = alpha(p);
    double beta = beta(p);
    double log = Beta.logBeta(alpha, n + beta) - Beta.logBeta(alpha, beta);
    double sum = 0;
    // From one number of votes to the next by a quotient: the library's binomials take n steps
    // each.
    for (int votes = 0; votes <= n; votes++) {
      sum += votes >= k ? StrictMath.exp(log) : 0;
      double quotient = (n - votes) * (votes + alpha) / ((votes + 1) * (n - votes - 1 + beta));
      log += StrictMath.log(quotient);
    }
    return sum;
  }
}
