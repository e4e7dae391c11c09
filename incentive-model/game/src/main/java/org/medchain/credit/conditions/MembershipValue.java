package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.MEMBER_QUERIES;

import java.util.Optional;
import org.medchain.credit.CreditParameters;

/** T19: whether a level of membership is worth its price. */
record MembershipValue() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T19",
        "membership",
        "A reader pays less for the level and the queries than for the queries alone.",
        "q_M >= p_M / (Q - Q_1), Q_1 the price with the discount: p_M / (theta Q) but for rounding;"
            + " it gives the identity up to M = kappa q_M (Q - Q_1) while it holds",
        "the first level; a discount is rounded down to whole points, so that a small one on a"
            + " small price vanishes",
        "queries come anyway; a level that makes them more frequent is worth more",
        "M is what is left of the level: nothing when it ends, so that it deters at its beginning");
  }

  @Override
  public Optional<String> inapplicableReason(CreditParameters p) {
    return Condition.inapplicableIf(
        p.rules().membership().levels().isEmpty(), "there are no levels of membership");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double saved = saved(p) * p.of(MEMBER_QUERIES) * p.of(CASH_PER_POINT);
    double least = least(p);
    return ClosedForm.lowerBound(
            p.of(MEMBER_QUERIES), least, "value to the identity up to " + saved)
        .with("least_queries", least)
        .with("saved", saved);
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
}
