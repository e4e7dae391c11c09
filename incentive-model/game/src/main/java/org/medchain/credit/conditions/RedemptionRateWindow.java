package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.IDENTITY_COST;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/**
 * The rates at which a point may be redeemed so that sharing honestly pays (T3), more than sharing
 * false records does (T2), the median buyer buys (T17), and no one registers for the grant (T10,
 * and with it T8) (T18).
 *
 * @param lowForSharing below it no one shares; infinite if no rate makes a record worth its cost
 * @param lowForHonesty below it false records pay more; infinite if they do at every rate
 * @param highForHonesty above it they do
 * @param highForBuying above it the median buyer does not buy
 * @param highForGrant above it the grant is worth more than an identity costs
 */
record RedemptionRateWindow(
    double lowForSharing,
    double lowForHonesty,
    double highForHonesty,
    double highForBuying,
    double highForGrant) {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double LEAST = CASH_PER_POINT.range().min();

  static RedemptionRateWindow of(CreditParameters p) {
    OutcomeProbabilities honest = OutcomeProbabilities.honest(p);
    OutcomeProbabilities fraud = OutcomeProbabilities.fraud(p);
    double reward = p.rules().points().lastingReward();
    double penalty = p.rules().points().falsePenalty();
    double cost = CashPayoffs.honestCost(p);
    double points = reward * honest.accepted() - penalty * honest.convicted();
    double sharing = points > 0 ? cost / points : cost == 0 && points == 0 ? 0 : INFINITY;
    double telling =
        reward * (honest.accepted() - fraud.accepted())
            + penalty * (fraud.convicted() - honest.convicted());
    double due = cost - p.of(FALSE_COST) + p.of(FALSE_GAIN) * fraud.accepted();
    double honestTo = telling >= 0 || due > 0 ? INFINITY : due / telling;
    double honestFrom = due <= 0 && honestTo >= LEAST ? 0 : telling > 0 ? due / telling : INFINITY;
    double worth = CashConditions.maximumPrice(p) * p.of(CASH_PER_POINT);
    long price = p.rules().points().queryPrice();
    double buying = worth < 0 ? -INFINITY : price == 0 ? INFINITY : worth / price;
    double paid = CashPayoffs.grantValue(p) / p.of(CASH_PER_POINT);
    double grant = paid == 0 ? INFINITY : p.of(IDENTITY_COST) / paid;
    return new RedemptionRateWindow(sharing, honestFrom, honestTo, buying, grant);
  }

  /** Infinite if no rate that may be will do. */
  double low() {
    boolean never = Math.min(highForBuying, Math.min(highForGrant, highForHonesty)) < LEAST;
    return never ? INFINITY : Math.max(lowForSharing, lowForHonesty);
  }

  double high() {
    return Math.min(bound(highForHonesty), Math.min(bound(highForBuying), bound(highForGrant)));
  }

  /** What no rate meets bounds nothing: {@link #low} says that there is no window. */
  private static double bound(double most) {
    return most >= LEAST ? most : INFINITY;
  }

  @Override
  public String toString() {
    return low() > high() || low() == INFINITY ? "empty" : "[" + low() + ", " + high() + "]";
  }
}
