package org.medchain.credit.check;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/** An account with points that can be redeemed, points that can only be spent, and a bond. */
final class Book {
  private static final long WHOLE_BP = 10_000;

  private final CreditParameters p;
  private long free;
  private long tied;
  private long bond;
  private double cash;

  private Book(CreditParameters p, long free, long bond) {
    this.p = p;
    this.free = free;
    this.bond = bond;
  }

  /** A settled participant's. */
  static Book settled(CreditParameters p) {
    return holding(p, (long) p.of(Parameter.BALANCE));
  }

  /** With so many points, and the bond. */
  static Book holding(CreditParameters p, long points) {
    return new Book(p, points, p.rules().identity().bond());
  }

  /** A newcomer's, who has paid for it. */
  static Book opened(CreditParameters p) {
    long grant = p.rules().points().initialPoints();
    Book book = new Book(p, 0, p.rules().identity().bond());
    if (p.rules().identity().spendOnlyGrant()) {
      book.tied = grant;
    } else {
      book.free = grant;
    }
    book.cash -= p.of(Parameter.IDENTITY_COST);
    return book;
  }

  /** Takes a penalty from what there is, the bond last. */
  long take(long due) {
    long fromFree = Math.min(free, due);
    long fromTied = Math.min(tied, due - fromFree);
    long fromBond = Math.min(bond, due - fromFree - fromTied);
    free -= fromFree;
    tied -= fromTied;
    bond -= fromBond;
    // The bond was bought, and comes back but for this.
    cash -= worth(fromBond);
    return fromFree + fromTied + fromBond;
  }

  boolean isEmpty() {
    return free + tied + bond == 0;
  }

  /** Spends what can only be spent on a record of one's own under another key. */
  Book washed() {
    free += (long) Math.floor(tied * p.of(Parameter.LAUNDERED));
    tied = 0;
    return this;
  }

  /** Redeems all and takes the bond back; what the account has brought and cost, in cash. */
  double closed() {
    cash += worth(paidOut(p, free));
    free = 0;
    bond = 0;
    return cash;
  }

  /** What of these points is paid out: the fee is as many points of it as begin. */
  static long paidOut(CreditParameters p, long points) {
    long fee = p.rules().redemption().feeBp();
    long burnt = points / WHOLE_BP * fee + (points % WHOLE_BP * fee + WHOLE_BP - 1) / WHOLE_BP;
    return points - burnt;
  }

  private double worth(long points) {
    return p.of(Parameter.CASH_PER_POINT) * points;
  }
}
