package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.DISCOUNT;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;

/** T12: a conviction bans for ever. */
record PermanentBan() implements Condition {
  private static final double MOST = 0.999;

  @Override
  public About about() {
    return About.of(
        "T12",
        "permanent ban",
        "Who is banned for ever by a conviction and values the future stays honest.",
        "delta >= (pi_F - pi_H) / (pi_F - pi_H + pi_H d_F - pi_F d_H);"
            + " impossible iff pi_F > pi_H and pi_H d_F <= pi_F d_H",
        "nobody comes back under another key: identities are checked, not bought",
        "pi_H >= 0: who loses by honesty is not afraid of a ban",
        "false alarms ban the honest too: with d_H/d_F >= pi_H/pi_F no patience is enough");
  }

  @Override
  public boolean applies(CreditParameters p) {
    return Uploads.honestFlow(p) >= 0
        && Chances.fraud(p).convicted() > Chances.honest(p).convicted();
  }

  @Override
  public Claim claim(CreditParameters p) {
    double least = leastDiscount(p);
    return Claim.atLeast(
        p.of(DISCOUNT), least, Double.isInfinite(least) ? "no patience is enough" : "");
  }

  private static double leastDiscount(CreditParameters p) {
    double honest = Uploads.honestFlow(p);
    double fraud = Uploads.falseFlow(p);
    if (fraud <= honest) {
      return 0;
    }
    double cross = honest * Chances.fraud(p).convicted() - fraud * Chances.honest(p).convicted();
    return cross <= 0 ? Double.POSITIVE_INFINITY : (fraud - honest) / (fraud - honest + cross);
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    double found = Search.threshold(0, MOST, delta -> honestIsBest(p, delta));
    double closed = leastDiscount(p);
    return new Second(
        "value iteration, and search over the discount up to 0.999",
        "least discount",
        closed > MOST ? Double.POSITIVE_INFINITY : closed,
        honestIsBest(p, found) ? found : Double.POSITIVE_INFINITY,
        1e-6);
  }

  private static boolean honestIsBest(CreditParameters p, double delta) {
    double honest = Uploads.honestFlow(p);
    double fraud = Uploads.falseFlow(p);
    double keptHonest = delta * (1 - Chances.honest(p).convicted());
    double keptFalse = delta * (1 - Chances.fraud(p).convicted());
    double value =
        ValueIteration.fixedPoint(
            each -> Math.max(honest + keptHonest * each, fraud + keptFalse * each));
    return honest + keptHonest * value >= fraud + keptFalse * value - 1e-10;
  }
}
