package org.medchain.credit.budget;

/**
 * The books at the end of a block; issued = held + burnt + redeemed, as on the ledger (INC-3).
 *
 * @param block counted from 0, the beginning
 * @param issued points since the beginning, the initial holdings included
 * @param held points
 * @param burnt points
 * @param redeemed points
 * @param cash at hand for redemptions
 * @param rate cash that a point was redeemed for
 * @param unpaid cash that was due at that rate and was not there, since the beginning
 */
public record BudgetState(
    int block,
    double issued,
    double held,
    double burnt,
    double redeemed,
    double cash,
    double rate,
    double unpaid) {
  /** How much of what is held could be redeemed at once at {@code wanted}: a run fails below 1. */
  public double reserveCoverage(double wanted) {
    return held > 0 ? cash / (wanted * held) : Double.POSITIVE_INFINITY;
  }

  /** The next block's books; what is redeemed is paid in full or as far as the cash goes. */
  BudgetState next(double issue, double burn, double redeem, double inflow, double rate) {
    double due = rate * redeem;
    double there = cash + inflow;
    double paid = Math.min(due, there);
    return new BudgetState(
        block + 1,
        issued + issue,
        held + issue - burn - redeem,
        burnt + burn,
        redeemed + redeem,
        there - paid,
        rate,
        unpaid + due - paid);
  }
}
