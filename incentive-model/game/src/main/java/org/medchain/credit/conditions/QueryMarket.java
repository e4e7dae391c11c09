package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BUYER_LOSS;
import static org.medchain.credit.Parameter.BUYER_VALUE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.QUERY_PRICE;
import static org.medchain.credit.Parameter.VALID_SHARE;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.budget.Budget;
import org.medchain.incentive.PointRules;

/** T17: the price at which records are bought, and the one that pays for the rewards. */
record QueryMarket() implements Condition {
  @Override
  public About about() {
    return About.of(
        "T17",
        "query market and budget",
        "The median buyer buys.",
        "kappa Q <= rho' v - (1 - rho') l, rho' = rho a_H / (rho a_H + (1-rho) a_F);"
            + " supply does not grow iff q (Q - floor(s_O Q)) + burnt penalties >= points issued"
            + " an upload",
        "rho' is the share of valid ones among accepted records; rho, among uploaded ones, says"
            + " too little where verifiers are any good",
        "buyers cannot tell before they pay, and know the shares",
        "with s_O = 1 nothing is burnt, and no price balances the treasury");
  }

  @Override
  public Claim claim(CreditParameters p) {
    String note = "least price without inflation: " + Budget.balancingPrice(p);
    return Claim.atMost(p.of(QUERY_PRICE), mostPrice(p), note);
  }

  /** The price in points at which the median buyer does not care. */
  static double mostPrice(CreditParameters p) {
    double honest = p.of(VALID_SHARE) * Chances.honest(p).accepted();
    double fraud = (1 - p.of(VALID_SHARE)) * Chances.fraud(p).accepted();
    if (honest + fraud == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double valid = honest / (honest + fraud);
    return (valid * p.of(BUYER_VALUE) - (1 - valid) * p.of(BUYER_LOSS)) / p.of(CASH_PER_POINT);
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    double[][] mixed = {{p.of(VALID_SHARE), 1 - p.of(VALID_SHARE), 0}, {1, 0}};
    long most = PointRules.MAX_POINTS;
    long refused =
        Search.first(
            0,
            most,
            price -> {
              CreditParameters with = p.with(QUERY_PRICE, (double) price);
              double[] yields = CreditGames.market(with).actionPayoffs(1, mixed);
              return yields[0] < yields[1] - 1e-12;
            });
    double bound = mostPrice(p);
    double closed = Math.max(-1, Math.floor(bound + 1e-9 * Math.max(1, Math.abs(bound))));
    return new Second(
        "best reply in the built market, searched over whole prices",
        "highest whole price, -1 for none",
        closed,
        refused - 1.0,
        0);
  }
}
