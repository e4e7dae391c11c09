package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.MEMBER_QUERIES;

import org.medchain.credit.CreditParameters;
import org.medchain.incentive.MembershipRules;

/** T19: whether a level of membership is worth its price. */
record Membership() implements Condition {
  @Override
  public About about() {
    return About.of(
        "T19",
        "membership",
        "Somebody pays less for the level and the queries than for the queries alone.",
        "q_M >= m / (Q - Q_1), Q_1 the price with the discount: m / (theta Q) but for rounding;"
            + " it gives the identity up to M = kappa q_M (Q - Q_1) while it holds",
        "the first level; a discount is rounded down to whole points, so that a small one on a"
            + " small price is none",
        "queries come anyway; a level that makes them more frequent is worth more",
        "M is what is left of the level: nothing when it ends, so that it deters at its beginning");
  }

  @Override
  public boolean applies(CreditParameters p) {
    return !p.rules().membership().levels().isEmpty();
  }

  @Override
  public Claim claim(CreditParameters p) {
    double saved = saved(p) * p.of(MEMBER_QUERIES) * p.of(CASH_PER_POINT);
    return Claim.atLeast(p.of(MEMBER_QUERIES), least(p), "value to the identity up to " + saved);
  }

  private static long saved(CreditParameters p) {
    long price = p.rules().points().queryPrice();
    return price - p.rules().membership().priceFor(1, price);
  }

  private static double least(CreditParameters p) {
    long price = p.rules().membership().levels().get(0).price();
    long saved = saved(p);
    if (saved == 0) {
      return price == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return Math.ceilDiv(price, saved);
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    MembershipRules rules = p.rules().membership();
    long price = p.rules().points().queryPrice();
    long most = 1_000_000;
    long found = 0;
    // Counted up query by query, as an account is charged.
    long plain = 0;
    long member = rules.levels().get(0).price();
    while (member > plain && found < most) {
      plain += price;
      member += rules.priceFor(1, price);
      found++;
    }
    double value = member > plain ? Double.POSITIVE_INFINITY : found;
    double closed = least(p) > most ? Double.POSITIVE_INFINITY : least(p);
    return new Second("an account charged query by query", "least queries", closed, value, 0);
  }
}
