package org.medchain.credit.check;

import java.util.function.DoublePredicate;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/**
 * T18: at which rates all can be paid, and at which sharing, honesty, buying and registering are as
 * they should be.
 *
 * @param comparison an honest and a false upload played out, which are the same at all rates
 */
public record RedemptionRateChecks(UploadComparison comparison) {
  private static final double LEAST = Parameter.CASH_PER_POINT.range().min();
  private static final double MOST = Parameter.CASH_PER_POINT.range().max();

  static RedemptionRateChecks of(CreditParameters p) {
    return new RedemptionRateChecks(UploadComparison.of(p));
  }

  /** T18. */
  public static IndependentCheck run(CreditParameters p) {
    RedemptionRateChecks rates = of(p);
    long each = SimulatedAccount.afterRedemptionFee(p, (long) p.of(Parameter.BALANCE));
    double reach = each == 0 ? 1 : 2 * p.of(Parameter.CASH_RESERVE) / each + 1;
    double found = Bisection.switchingPoint(0, reach, rate -> !rates.lastIsPaid(rate, each));
    IndependentCheck second =
        IndependentCheck.of(
                "a queue of all holders; uploads and purchases played out; searched over the rate")
            .withBracket("most_rate", found, 0, reach, 1e-9 * reach);
    UploadComparison sides = rates.comparison();
    double points = p.rules().points().lastingReward() + sides.penalty();
    RateInterval sharing = RateInterval.of(rates::shares);
    second =
        sharing.addLowerEnd(second, "low_for_sharing", points / Math.abs(sides.honestPoints()), 0);
    RateInterval honesty = RateInterval.of(rates::isHonest);
    double steep = points / Math.abs(sides.honestyAdvantagePoints());
    second = honesty.addLowerEnd(second, "low_for_honesty", steep, rates.honestySlack());
    second =
        honesty.isEmpty()
            ? second
            : honesty.addUpperEnd(second, "high_for_honesty", steep, rates.honestySlack());
    double price = p.rules().points().queryPrice();
    RateInterval buying = RateInterval.of(rate -> rates.buys(rate, price, 0));
    second = buying.addUpperEnd(second, "high_for_buying", 1, rates.buyingSlack(price));
    RateInterval registering = RateInterval.of(rates::registersNone);
    return registering.addUpperEnd(second, "high_for_grant", 1, 0);
  }

  /** By how much rounding in costs and gains moves the rate from which on honesty pays more. */
  private double honestySlack() {
    double amounts = comparison.honestCost() + comparison.p().of(Parameter.FALSE_COST);
    double gain = comparison.p().of(Parameter.FALSE_GAIN) * comparison.fraud().accepted();
    double telling = Math.abs(comparison.honestyAdvantagePoints());
    return telling > 0 ? Math.min(MOST, 4e-12 * (amounts + gain) / telling) : 0;
  }

  /** By how much rounding moves the rate at which the median buyer does not care. */
  private double buyingSlack(double price) {
    CreditParameters p = comparison.p();
    double valid = p.of(Parameter.BUYER_VALID_SHARE) * comparison.honest().accepted();
    double untrue = (1 - p.of(Parameter.BUYER_VALID_SHARE)) * comparison.fraud().accepted();
    double amounts = p.of(Parameter.BUYER_VALUE) + p.of(Parameter.BUYER_LOSS);
    double worth = valid * p.of(Parameter.BUYER_VALUE) - untrue * p.of(Parameter.BUYER_LOSS);
    if (Math.abs(worth) <= 1e-11 * amounts * (valid + untrue)) {
      return MOST;
    }
    return price > 0 ? 4e-12 * amounts / price : 0;
  }

  /** Where a test that changes at most once over the rates is met. */
  private record RateInterval(double from, double to) {
    static RateInterval of(DoublePredicate test) {
      double low = StrictMath.log(LEAST);
      double high = StrictMath.log(MOST);
      boolean first = test.test(LEAST);
      boolean last = test.test(MOST);
      if (first == last) {
        return first ? new RateInterval(LEAST, MOST) : new RateInterval(MOST, LEAST);
      }
      double turn =
          Bisection.switchingPoint(low, high, each -> test.test(StrictMath.exp(each)) == last);
      return first
          ? new RateInterval(LEAST, StrictMath.exp(turn))
          : new RateInterval(StrictMath.exp(turn), MOST);
    }

    boolean isEmpty() {
      return from > to;
    }

    /** What rounding may do where amounts cross at a small angle. */
    private static double slack(double at, double steep) {
      double share = 1e-6 + 1e-10 * steep;
      return share < 0.1 ? share * at : MOST;
    }

    IndependentCheck addLowerEnd(IndependentCheck second, String name, double steep, double more) {
      // Where it ends, it begins at the least rate.
      return to < MOST && from == LEAST
          ? second
          : second.withBracket(name, from, LEAST, MOST, slack(from, steep) + more);
    }

    IndependentCheck addUpperEnd(IndependentCheck second, String name, double steep, double more) {
      return from > LEAST && to == MOST
          ? second
          : second.withBracket(name, to, LEAST, MOST, slack(to, steep) + more);
    }
  }

  private boolean shares(double rate) {
    double penalty = comparison.penalty();
    return comparison.honestPayoff(rate, penalty) >= -comparison.honestRoundingError(rate, penalty);
  }

  private boolean isHonest(double rate) {
    double penalty = comparison.penalty();
    return comparison.honestyAdvantage(rate, penalty)
        >= -comparison.advantageRoundingError(rate, penalty);
  }

  /** Whether the median buyer is no worse off by an accepted record at this rate and price. */
  boolean buys(double rate, double price, double hair) {
    CreditParameters p = comparison.p();
    double valid = p.of(Parameter.BUYER_VALID_SHARE) * comparison.honest().accepted();
    double untrue = (1 - p.of(Parameter.BUYER_VALID_SHARE)) * comparison.fraud().accepted();
    double cash = rate * price;
    double value = p.of(Parameter.BUYER_VALUE);
    double loss = p.of(Parameter.BUYER_LOSS);
    double off = (valid + untrue) * (hair + 1e-12 * (value + loss));
    return valid + untrue > 0 && valid * (value - cash) - untrue * (loss + cash) >= -off;
  }

  private boolean registersNone(double rate) {
    return SimulatedAccount.ofNewcomer(at(rate)).launder().close() <= 0;
  }

  private CreditParameters at(double rate) {
    return comparison.p().withNearest(Parameter.CASH_PER_POINT, rate);
  }

  /** All redeem, one after the other, while there is cash: the last gets what the first got. */
  private boolean lastIsPaid(double rate, long each) {
    CreditParameters p = comparison.p();
    boolean shared = p.of(Parameter.PRO_RATA) == 1;
    int holders = p.intValue(Parameter.PARTICIPANTS);
    double cash = p.of(Parameter.CASH_RESERVE);
    double first = -1;
    for (int holder = 0; holder < holders; holder++) {
      double points = (double) (holders - holder) * each;
      double paid = shared ? Math.min(rate, points > 0 ? cash / points : rate) : rate;
      double due = each * paid;
      first = first < 0 ? due : first;
      if (cash < due * (1 - 1e-12) || due < first * (1 - 1e-9)) {
        return false;
      }
      cash -= due;
    }
    return true;
  }
}
