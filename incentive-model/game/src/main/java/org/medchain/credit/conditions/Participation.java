package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_PENALTY;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Stakes;
import org.medchain.game.Game;
import org.medchain.incentive.PointRules;

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
        p.of(FALSE_PENALTY), most, "window of P with T2: " + (empty ? "empty" : window));
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
    long most = PointRules.MAX_POINTS;
    long refused =
        Search.first(
            0,
            most,
            penalty -> {
              Game game = CreditGames.upload(p.with(FALSE_PENALTY, (double) penalty), Uploads.RICH);
              return game.payoff(0, 0) < -1e-12;
            });
    double bound = mostPenalty(p);
    double hair = 1e-9 * Math.max(1, Math.abs(bound));
    double closed = Math.max(-1, Math.min((double) most, Math.floor(bound + hair)));
    return new Second(
        "search of the built game over whole penalties",
        "largest whole penalty, -1 for none",
        closed,
        refused - 1.0,
        closed * 1e-8);
  }
}
