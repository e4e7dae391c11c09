package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.DISCOUNT;
import static org.medchain.credit.Parameter.FEE_BP;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Stakes;

/** T20: who stays although the exit is open, and what deters who does not. */
record LeavingAtAnyTime() implements Condition {
  /** As far as balances are searched. */
  private static final long MOST = 1_000_000_000L;

  @Override
  public About about() {
    return About.of(
        "T20",
        "exit at any time",
        "A settled participant would rather stay than redeem its balance and leave.",
        "W <= U_H / ((1 - delta) kappa (1 - phi)); in the last period a false record is deterred"
            + " iff the locked min(P, W + B) >= P*",
        "the balance stays as it is, what is earned is redeemed at once; the rate stays as it is",
        "the lock must cover the time of a finding: an evaluation or the center may come later than"
            + " any lock, and what comes later finds nobody",
        "both P and W + B must reach P*: a large penalty on a small account does not deter");
  }

  @Override
  public boolean applies(CreditParameters p) {
    return p.of(FEE_BP) < 10_000 && p.of(CASH_PER_POINT) > 0;
  }

  @Override
  public Claim claim(CreditParameters p) {
    double needed = p.of(CASH_PER_POINT) * Uploads.leastPenalty(p);
    boolean deterred = Stakes.penalty(p, p.of(BALANCE)) >= needed;
    String note = "a false record in the last period, locked: " + (deterred ? "deterred" : "pays");
    return Claim.atMost(p.of(BALANCE), most(p), note);
  }

  private static double most(CreditParameters p) {
    double stay = Stakes.honest(p, p.of(BALANCE)) / (1 - p.of(DISCOUNT));
    return stay / (p.of(CASH_PER_POINT) * (1 - p.of(FEE_BP) / 10_000));
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    double flow = Stakes.honest(p, p.of(BALANCE));
    long leaves = Search.first(0, MOST, balance -> leaves(p, flow, balance));
    double closed = Math.max(-1, Math.min(MOST, most(p)));
    // One point for the balance that is whole, more for the fee that is rounded up.
    double rounding = 2 + 1 / (1 - p.of(FEE_BP) / 10_000);
    return new Second(
        "value iteration of the stopping problem, searched over whole balances",
        "largest balance that stays",
        closed,
        leaves - 1.0,
        rounding + 1e-6 * Math.abs(closed));
  }

  private static boolean leaves(CreditParameters p, double flow, long balance) {
    double cash = Stakes.cash(p, (double) balance);
    double delta = p.of(DISCOUNT);
    double value = ValueIteration.fixedPoint(each -> Math.max(cash, flow + delta * each));
    return cash > flow + delta * value + 1e-9;
  }
}
