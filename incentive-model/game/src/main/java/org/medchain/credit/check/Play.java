package org.medchain.credit.check;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.incentive.VerdictRules;

/**
 * An upload played out: every number of votes, then every number of users who evaluate.
 *
 * @param accepted chance of the reward
 * @param atOnce chance that the committee convicts
 * @param late chance that users or the center do after acceptance
 */
record Play(double accepted, double atOnce, double late) {
  static Play honest(CreditParameters p) {
    return of(p, p.of(Parameter.FALSE_ALARM), false);
  }

  static Play fraud(CreditParameters p) {
    return of(p, 1 - p.of(Parameter.MISS), true);
  }

  /** Before verifiers who each call the record false with this chance. */
  static Play of(CreditParameters p, double callsFalse, boolean untrue) {
    VerdictRules rules = p.rules().verdict();
    if (rules.verifiers() == 0) {
      double found = p.of(untrue ? Parameter.CENTER_DETECTION : Parameter.CENTER_ALARM);
      return new Play(1, 0, found);
    }
    return of(p, 0, Votes.counts(rules.verifiers(), callsFalse), turned(p, untrue));
  }

  /**
   * A false record that so many verifiers pass whatever they see.
   *
   * @param turned the chance that users turn a valid verdict on it
   */
  static Play passedBy(CreditParameters p, int passing, double turned) {
    int others = p.rules().verdict().verifiers() - passing;
    return of(p, passing, Votes.counts(others, 1 - p.of(Parameter.MISS)), turned);
  }

  private static Play of(CreditParameters p, int passing, double[] callFalse, double turned) {
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
    return new Play(valid, untrue, valid * turned);
  }

  /** The chance that users turn a valid verdict. */
  static double turned(CreditParameters p, boolean untrue) {
    int needed = p.rules().verdict().evaluationQuorum();
    if (needed == 0) {
      return 0;
    }
    int users = p.count(Parameter.QUERIES);
    double calling = p.of(untrue ? Parameter.USER_DETECTION : Parameter.USER_ALARM);
    double[] counts = Votes.counts(users, calling);
    // Enough of them, and more than say otherwise.
    return Votes.atLeast(counts, Math.max(needed, users / 2 + 1));
  }

  double convicted() {
    return atOnce + late;
  }
}
