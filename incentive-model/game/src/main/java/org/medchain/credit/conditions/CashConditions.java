package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.BUYER_LOSS;
import static org.medchain.credit.Parameter.BUYER_VALID_SHARE;
import static org.medchain.credit.Parameter.BUYER_VALUE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.CASH_RESERVE;
import static org.medchain.credit.Parameter.MEMBER_QUERIES;
import static org.medchain.credit.Parameter.PARTICIPANTS;
import static org.medchain.credit.Parameter.PRO_RATA;
import static org.medchain.credit.Parameter.QUERY_PRICE;

import java.util.Optional;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.budget.ExpectedBudget;

/** The closed forms of the conditions on prices, cash and membership: T17, T18 and T19. */
final class CashConditions {
  private CashConditions() {}

  static ClosedForm queryMarket(CreditParameters p) {
    double most = maximumPrice(p);
    double balancing = ExpectedBudget.balancingPrice(p);
    return ClosedForm.upperBound(
            p.of(QUERY_PRICE), most, "least price without inflation: " + balancing)
        .with("most_price", most)
        .with("most_whole_price", Math.max(-1, UploadQuantities.floor(most)))
        .with("least_price_without_inflation", balancing);
  }

  /** The price in points at which the median buyer does not care. */
  static double maximumPrice(CreditParameters p) {
    double honest = p.of(BUYER_VALID_SHARE) * OutcomeProbabilities.honest(p).accepted();
    double fraud = (1 - p.of(BUYER_VALID_SHARE)) * OutcomeProbabilities.fraud(p).accepted();
    if (honest + fraud == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double valid = honest / (honest + fraud);
    return (valid * p.of(BUYER_VALUE) - (1 - valid) * p.of(BUYER_LOSS)) / p.of(CASH_PER_POINT);
  }

  static ClosedForm bankRun(CreditParameters p) {
    long each = p.rules().redemption().paidOut((long) Math.floor(p.of(BALANCE)));
    double redeemable = (double) p.intValue(PARTICIPANTS) * each;
    boolean safe = p.of(PRO_RATA) == 1 || redeemable == 0;
    double most = safe ? Double.POSITIVE_INFINITY : p.of(CASH_RESERVE) / redeemable;
    RedemptionRateWindow window = RedemptionRateWindow.of(p);
    return ClosedForm.upperBound(p.of(CASH_PER_POINT), most, "window of kappa: " + window)
        .with("most_rate", most)
        .with("window_low", window.low())
        .with("window_high", window.high())
        .with("low_for_sharing", window.lowForSharing())
        .with("low_for_honesty", window.lowForHonesty())
        .with("high_for_honesty", window.highForHonesty())
        .with("high_for_buying", window.highForBuying())
        .with("high_for_grant", window.highForGrant());
  }

  static Optional<String> noLevels(CreditParameters p) {
    return p.rules().membership().levels().isEmpty()
        ? Optional.of("there are no levels of membership")
        : Optional.empty();
  }

  static ClosedForm membershipValue(CreditParameters p) {
    long query = p.rules().points().queryPrice();
    long each = query - p.rules().membership().priceFor(1, query);
    double saved = each * p.of(MEMBER_QUERIES) * p.of(CASH_PER_POINT);
    long price = p.rules().membership().levels().get(0).price();
    double never = price == 0 ? 0 : Double.POSITIVE_INFINITY;
    double least = each == 0 ? never : Math.ceilDiv(price, each);
    return ClosedForm.lowerBound(
            p.of(MEMBER_QUERIES), least, "value to the identity up to " + saved)
        .with("least_queries", least)
        .with("saved", saved);
  }
}
