package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_PENALTY;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.check.Second;
import org.medchain.credit.check.UploadChecks;

/** T2: the penalty from which on honest is no worse than false. */
record HonestBeatsFalse() implements Condition {
  @Override
  public About about() {
    return About.of(
        "T2",
        "honest beats false",
        "Who can pay the penalty does no better by a false record than by an honest one.",
        "P >= P* = [D - R(a_H - a_F)] / (d_F - d_H), D = (c_H - c_F + b a_F) / kappa",
        "d_F > d_H; otherwise the penalty does not tell them apart, or the inequality turns round",
        "the account covers the penalty (T7 for when it does not)",
        "b comes with acceptance, and is kept whatever is found later",
        "P is whole points: the ledger needs P* rounded up, and 0 at least");
  }

  @Override
  public Claim claim(CreditParameters p) {
    double penalty = p.of(FALSE_PENALTY);
    double gap = Chances.fraud(p).convicted() - Chances.honest(p).convicted();
    double least = Uploads.leastPenalty(p);
    double surplus = penalty * gap - Uploads.temptation(p);
    Claim claim =
        gap < 0
            ? new Claim(surplus >= 0, least, surplus, "the honest are convicted more often")
            : Claim.atLeast(penalty, least, "in whole points: " + rounded(least));
    return claim
        .with("least_penalty", least)
        .with("least_whole_penalty", rounded(least))
        .with("surplus", p.of(CASH_PER_POINT) * surplus)
        .with("payoff_honest", Uploads.honest(p, penalty))
        .with("payoff_false", Uploads.fraud(p, penalty));
  }

  /** The least penalty in whole points. */
  static double rounded(double least) {
    // What is whole but for rounding errors is whole.
    return Double.isInfinite(least)
        ? Math.max(0, least)
        : Math.max(0, Math.ceil(least - Uploads.hair(least)));
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    return UploadChecks.honestBeatsFalse(p);
  }
}
