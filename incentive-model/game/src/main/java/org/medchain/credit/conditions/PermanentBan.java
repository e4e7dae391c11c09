package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.DISCOUNT;

import java.util.Optional;
import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.check.IdentityChecks;
import org.medchain.credit.check.Second;

/** T12: a conviction bans for ever. */
record PermanentBan() implements Condition {
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
  public Optional<String> silence(CreditParameters p) {
    if (Uploads.honestFlow(p) < 0) {
      return Optional.of("honest sharing loses: nobody fears to be banned from it");
    }
    return Condition.silentIf(
        Chances.fraud(p).convicted() <= Chances.honest(p).convicted(),
        "false records are convicted no more often than honest ones");
  }

  @Override
  public Claim claim(CreditParameters p) {
    double least = leastDiscount(p);
    return Claim.atLeast(
            p.of(DISCOUNT), least, Double.isInfinite(least) ? "no patience is enough" : "")
        .with("least_discount", least)
        .with("flow_honest", Uploads.honestFlow(p))
        .with("flow_false", Uploads.falseFlow(p));
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
    return IdentityChecks.permanentBan(p);
  }
}
