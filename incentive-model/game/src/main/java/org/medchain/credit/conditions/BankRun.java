package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.CASH_RESERVE;
import static org.medchain.credit.Parameter.PARTICIPANTS;
import static org.medchain.credit.Parameter.PRO_RATA;

import org.medchain.credit.CreditParameters;

/** T18: the rate at which all can be paid. */
record BankRun() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T18",
        "inflation, exchange rate, runs",
        "If all redeem at once at the fixed rate, the last is paid in full.",
        "C >= kappa sum of paidOut(W_i); pro rata kappa' = min(kappa, C / redeemable) is run-proof"
            + " always; the window of kappa: c_H / (R a_H - P d_H) <= kappa (T3),"
            + " kappa (R (a_H - a_F) + P (d_F - d_H)) >= c_H - c_F + b a_F (T2),"
            + " kappa <= (rho' v - (1-rho') l)/Q (T17), kappa paidOut(lambda E0) <= F (T10, and"
            + " with it T8)",
        "only what can be redeemed counts: neither grants to be spent nor bonds, which have their"
            + " own cash",
        "below it a run is an equilibrium, and so is waiting; above it nobody has a reason to run",
        "pro rata keeps solvency, not the window: with an inflow J of cash and i points issued a"
            + " block the rate goes to J / i, and participation ends below the window");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double most = proRata(p) ? Double.POSITIVE_INFINITY : mostRate(p);
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

  private static boolean proRata(CreditParameters p) {
    return p.of(PRO_RATA) == 1;
  }

  private static double mostRate(CreditParameters p) {
    double points = redeemable(p);
    return points == 0 ? Double.POSITIVE_INFINITY : p.of(CASH_RESERVE) / points;
  }

  private static double redeemable(CreditParameters p) {
    long each = p.rules().redemption().paidOut((long) Math.floor(p.of(BALANCE)));
    return (double) p.intValue(PARTICIPANTS) * each;
  }
}
