package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.CASH_RESERVE;
import static org.medchain.credit.Parameter.PARTICIPANTS;
import static org.medchain.credit.Parameter.PRO_RATA;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Stakes;
import org.medchain.credit.budget.Redemption;

/** T18: the rate at which everybody can be paid. */
record RunOnCash() implements Condition {
  @Override
  public About about() {
    return About.of(
        "T18",
        "inflation, exchange rate, runs",
        "If all redeem at once at the fixed rate, the last is paid in full.",
        "C >= kappa sum of paidOut(W_i); pro rata kappa' = min(kappa, C / redeemable) is run-proof"
            + " always; the window of kappa: c_H / (R a_H - P d_H) <= kappa <= (rho' v -"
            + " (1-rho') l)/Q and kappa paidOut(E0) <= F",
        "only what can be redeemed counts: neither grants to be spent nor bonds, which have their"
            + " own cash",
        "below it a run is an equilibrium, and so is waiting; above it nobody has a reason to run",
        "pro rata keeps solvency, not the window: with an inflow J of cash and i points issued a"
            + " block the rate goes to J / i, and participation ends below the window");
  }

  @Override
  public Claim claim(CreditParameters p) {
    double most = proRata(p) ? Double.POSITIVE_INFINITY : mostRate(p);
    String window = "window of kappa: [" + leastForSharing(p) + ", " + mostForBuying(p) + "]";
    return Claim.atMost(p.of(CASH_PER_POINT), most, window);
  }

  private static boolean proRata(CreditParameters p) {
    return p.of(PRO_RATA) > 0.5;
  }

  private static double mostRate(CreditParameters p) {
    double points = redeemable(p);
    return points == 0 ? Double.POSITIVE_INFINITY : p.of(CASH_RESERVE) / points;
  }

  private static double redeemable(CreditParameters p) {
    long each = p.rules().redemption().paidOut((long) Math.floor(p.of(BALANCE)));
    return (double) p.count(PARTICIPANTS) * each;
  }

  /** The rate below which nobody shares; infinite if no rate makes a record worth its cost. */
  static double leastForSharing(CreditParameters p) {
    double rate = p.of(CASH_PER_POINT);
    double points = (Uploads.honestFlow(p) + Stakes.honestCost(p)) / rate;
    double cost = Stakes.honestCost(p);
    double penalties = Chances.honest(p).convicted() * p.rules().points().falsePenalty();
    return points > penalties ? cost / (points - penalties) : Double.POSITIVE_INFINITY;
  }

  /** The rate above which the median buyer does not buy. */
  static double mostForBuying(CreditParameters p) {
    long price = p.rules().points().queryPrice();
    return QueryMarket.mostPrice(p) * p.of(CASH_PER_POINT) / price;
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    double most = claim(p).threshold();
    double high = Double.isInfinite(most) ? 1e6 : 2 * most + 1;
    double found = Search.threshold(0, high, rate -> !lastIsPaid(p, rate));
    return new Second(
        "a queue of all holders, searched over the rate",
        "highest rate at which the last is paid",
        Double.isInfinite(most) ? high : most,
        found,
        1e-9 * high);
  }

  /**
   * Everybody redeems, one after the other, while there is cash: the last gets what the first got.
   */
  private static boolean lastIsPaid(CreditParameters p, double fixed) {
    CreditParameters with = p.with(CASH_PER_POINT, fixed);
    Redemption redemption = proRata(p) ? Redemption.PRO_RATA : Redemption.FIXED;
    double each = p.rules().redemption().paidOut((long) Math.floor(p.of(BALANCE)));
    double points = redeemable(p);
    double cash = p.of(CASH_RESERVE);
    double first = each * redemption.rate(with, cash, points);
    for (int holder = 0; holder < p.count(PARTICIPANTS); holder++) {
      double due = each * redemption.rate(with, cash, points);
      if (cash < due * (1 - 1e-12) - 1e-12 || due < first * (1 - 1e-9)) {
        return false;
      }
      cash -= due;
      points -= each;
    }
    return true;
  }
}
