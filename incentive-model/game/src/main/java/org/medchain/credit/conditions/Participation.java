package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_PENALTY;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Stakes;
import org.medchain.credit.check.Second;
import org.medchain.credit.check.UploadChecks;

/** T3: the penalty up to which it pays to take part at all. */
record Participation() implements Condition {
  @Override
  public About about() {
    return About.of(
        "T3",
        "participation, over-deterrence",
        "An honest record is worth sharing although it may be convicted by mistake.",
        "P <= (R a_H - c_H/kappa) / d_H; for d_H = 0: R a_H >= c_H/kappa whatever P",
        "the alternative is to share nothing, which pays 0",
        "the account covers the penalty; one that does not takes part more easily",
        "without royalties of queries, which raise the bound");
  }

  @Override
  public Claim claim(CreditParameters p) {
    double most = mostPenalty(p);
    double least = Math.max(0, Uploads.leastPenalty(p));
    String window = "[" + HonestBeatsFalse.rounded(least) + ", " + Math.floor(most) + "]";
    boolean empty = HonestBeatsFalse.rounded(least) > Math.floor(most);
    return Claim.atMost(
            p.of(FALSE_PENALTY), most, "window of P with T2: " + (empty ? "empty" : window))
        .with("most_penalty", most)
        .with("most_whole_penalty", Math.max(-1, Uploads.floored(most)))
        .with("window_low", HonestBeatsFalse.rounded(least))
        .with("window_high", Math.floor(most))
        .with("payoff_honest", Uploads.honest(p, p.of(FALSE_PENALTY)));
  }

  static double mostPenalty(CreditParameters p) {
    Chances honest = Chances.honest(p);
    double surplus =
        p.rules().points().uploadReward() * honest.accepted()
            - Stakes.honestCost(p) / p.of(CASH_PER_POINT);
    if (honest.convicted() > 0) {
      return surplus / honest.convicted();
    }
    return surplus >= 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    return UploadChecks.participation(p);
  }
}
