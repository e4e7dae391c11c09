package org.medchain.credit.check;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/** An account with points that can be redeemed, points that can only be spent, and a bond. */
final class SimulatedAccount {
  private static final long WHOLE_BP = 10_000;

  private final CreditParameters p;
  private long redeemable;
  private long spendOnly;
  private long bond;
  private double cash;

  private SimulatedAccount(CreditParameters p, long free, long bond) {
    this.p = p;
    this.redeemable = free;
    this.bond = bond;
  }

  /** A settled participant's. */
  static SimulatedAccount ofSettledParticipant(CreditParameters p) {
    return withPoints(p, (long) p.of(Parameter.BALANCE));
  }

  /** With these points, and the bond. */
  static SimulatedAccount withPoints(CreditParameters p, long points) {
    return new SimulatedAccount(p, points, p.rules().identity().bond());
  }

  /** A newcomer's, who has paid for it. */
  static SimulatedAccount ofNewcomer(CreditParameters p) {
    long grant = p.rules().points().initialPoints();
    SimulatedAccount book = new SimulatedAccount(p, 0, p.rules().identity().bond());
    if (p.rules().identity().spendOnlyGrant()) {
      book.spendOnly = grant;
    } else {
      book.redeemable = grant;
    }
    book.cash -= p.of(Parameter.IDENTITY_COST);
    return book;
  }

  /** Takes a penalty from what there is, the bond last. */
  long deduct(long due) {
    long fromFree = Math.min(redeemable, due);
    long fromTied = Math.min(spendOnly, due - fromFree);
    long fromBond = Math.min(bond, due - fromFree - fromTied);
    redeemable -= fromFree;
    spendOnly -= fromTied;
    bond -= fromBond;
    // The bond was bought, and comes back except for this.
    cash -= worth(fromBond);
    return fromFree + fromTied + fromBond;
  }

  boolean isEmpty() {
    return redeemable + spendOnly + bond == 0;
  }

  /** Spends what can only be spent on a record of one's own under another key. */
  SimulatedAccount launder() {
    redeemable += (long) Math.floor(spendOnly * p.of(Parameter.LAUNDERED));
    spendOnly = 0;
    return this;
  }

  /** Redeems all and takes the bond back; what the account has brought and cost, in cash. */
  double close() {
    cash += worth(afterRedemptionFee(p, redeemable));
    redeemable = 0;
    bond = 0;
    return cash;
  }

  /** What of these points is paid out: the fee is as many points of it as begin. */
  static long afterRedemptionFee(CreditParameters p, long points) {
    long fee = p.rules().redemption().feeBp();
    long burnt = points / WHOLE_BP * fee + (points % WHOLE_BP * fee + WHOLE_BP - 1) / WHOLE_BP;
    return points - burnt;
  }

  private double worth(long points) {
    return p.of(Parameter.CASH_PER_POINT) * points;
  }
}
