package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.DISCOUNT;
import static org.medchain.credit.Parameter.IDENTITY_COST;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Stakes;

/** T11: a conviction closes the identity, and its owner registers again. */
record HitAndRunAgain() implements Condition {
  /** Cash on both sides of F that the second method searches. */
  private static final double REACH = 1e4;

  @Override
  public About about() {
    return About.of(
        "T11",
        "hit and run with re-entry",
        "Honest for ever is the best plan although one can begin again.",
        "g(E0) <= F - (pi_F - pi_H) / (delta (d_F - d_H)), and besides"
            + " delta (d_F - d_H) V_ban >= pi_F - pi_H with V_ban = pi_H / (1 - delta (1 - d_H))",
        "a conviction closes the identity; on the ledger it does so only by decision of the center",
        "pi: flows of cash a period before any penalty; d_F > d_H",
        "without the second part the formula promises too much: who would not come back"
            + " (V < F - g) loses only V",
        "M = 0; with it, F + M stands for F");
  }

  @Override
  public boolean applies(CreditParameters p) {
    return Chances.fraud(p).convicted() > Chances.honest(p).convicted() && p.of(DISCOUNT) > 0;
  }

  @Override
  public Claim claim(CreditParameters p) {
    double tempting = Uploads.falseFlow(p) - Uploads.honestFlow(p);
    double gap = Chances.fraud(p).convicted() - Chances.honest(p).convicted();
    double deterrent = p.of(DISCOUNT) * gap;
    double kept = 1 - p.of(DISCOUNT) * (1 - Chances.honest(p).convicted());
    boolean enough = deterrent * Uploads.honestFlow(p) / kept >= tempting;
    double threshold =
        enough ? p.of(IDENTITY_COST) - tempting / deterrent : Double.NEGATIVE_INFINITY;
    return Claim.atMost(Stakes.grant(p), threshold, enough ? "" : "even a ban does not deter");
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    double fee = p.of(IDENTITY_COST);
    double found = Search.threshold(fee - REACH, fee + REACH, grant -> !honestIsBest(p, grant));
    double closed = claim(p).threshold();
    boolean never = found < fee - REACH + 1e-6;
    return new Second(
        "value iteration, and search over what the initial points are worth",
        "largest harmless worth of the initial points",
        closed < fee - REACH ? Double.NEGATIVE_INFINITY : closed,
        never ? Double.NEGATIVE_INFINITY : found,
        1e-6 * Math.max(1, Math.abs(closed) == Double.POSITIVE_INFINITY ? 1 : Math.abs(closed)));
  }

  private static boolean honestIsBest(CreditParameters p, double grant) {
    Plan honest = new Plan(Uploads.honestFlow(p), Chances.honest(p).convicted());
    Plan fraud = new Plan(Uploads.falseFlow(p), Chances.fraud(p).convicted());
    double delta = p.of(DISCOUNT);
    double entry = grant - p.of(IDENTITY_COST);
    double value =
        ValueIteration.fixedPoint(
            each -> Math.max(honest.now(delta, entry, each), fraud.now(delta, entry, each)));
    return honest.now(delta, entry, value) >= fraud.now(delta, entry, value) - 1e-10;
  }

  private record Plan(double flow, double convicted) {
    /** One period, then {@code value}; convicted, one may register again or stay out. */
    double now(double delta, double entry, double value) {
      double after = Math.max(0, value + entry);
      return flow + delta * ((1 - convicted) * value + convicted * after);
    }
  }
}
