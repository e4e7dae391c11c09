package org.medchain.credit.check;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.incentive.VerdictRules;

/** An upload played out: every number of votes, then every number of users who evaluate. */
record EnumeratedUpload(double accepted, double convictedByCommittee, double convictedLate) {
  static EnumeratedUpload honest(CreditParameters p) {
    return of(p, p.of(Parameter.FALSE_ALARM), false);
  }

  static EnumeratedUpload fraud(CreditParameters p) {
    return of(p, 1 - p.of(Parameter.MISS), true);
  }

  /** Before verifiers who each call the record false with this chance. */
  static EnumeratedUpload of(CreditParameters p, double rejectProbability, boolean untrue) {
    VerdictRules rules = p.rules().verdict();
    if (rules.verifiers() == 0) {
      double found = p.of(untrue ? Parameter.CENTER_DETECTION : Parameter.CENTER_ALARM);
      return new EnumeratedUpload(1, 0, found);
    }
    return of(
        p,
        0,
        VoteDistributions.binomial(rules.verifiers(), rejectProbability),
        overturnProbability(p, untrue));
  }

  /** A false record that a number of verifiers pass in any case. */
  static EnumeratedUpload withColluders(CreditParameters p, int passing, double turned) {
    int others = p.rules().verdict().verifiers() - passing;
    return of(p, passing, VoteDistributions.binomial(others, 1 - p.of(Parameter.MISS)), turned);
  }

  private static EnumeratedUpload of(
      CreditParameters p, int passing, double[] callFalse, double turned) {
    int quorum = p.rules().verdict().quorum();
    double valid = 0;
    double untrue = 0;
    for (int calls = 0; calls < callFalse.length; calls++) {
      int callValid = passing + callFalse.length - 1 - calls;
      if (callValid >= quorum) {
        valid += callFalse[calls];
      } else if (calls >= quorum) {
        untrue += callFalse[calls];
      }
    }
    return new EnumeratedUpload(valid, untrue, valid * turned);
  }

  /** The chance that users turn a valid verdict. */
  static double overturnProbability(CreditParameters p, boolean untrue) {
    int needed = p.rules().verdict().evaluationQuorum();
    if (needed == 0) {
      return 0;
    }
    int users = p.intValue(Parameter.QUERIES);
    double calling = p.of(untrue ? Parameter.USER_DETECTION : Parameter.USER_ALARM);
    double[] counts = VoteDistributions.binomial(users, calling);
    // Enough of them, and more than say otherwise.
    return VoteDistributions.upperTail(counts, Math.max(needed, users / 2 + 1));
  }

  double convicted() {
    return convictedByCommittee + convictedLate;
  }
}
