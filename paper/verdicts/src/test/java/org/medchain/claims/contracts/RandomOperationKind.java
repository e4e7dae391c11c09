package org.medchain.claims.contracts;

/** The kinds of operation that a random scenario orders, and how often in each mix. */
enum RandomOperationKind {
  UPLOAD(20, 30),
  GRANT(14, 22),
  REVOKE(3, 4),
  QUERY(14, 0),
  OFFER(8, 12),
  DEMAND(12, 24),
  WITHDRAW(2, 3),
  JUDGE(2, 3),
  VOTE(16, 0),
  EVALUATE(3, 0),
  BUY_LEVEL(2, 0),
  REDEEM(5, 0),
  PAY_VOUCHER(4, 0),
  FREEZE(1, 0),
  THAW(1, 0),
  REGISTER(2, 1),
  LEAVE(1, 1),
  SETTLE(2, 0),
  ASK_BALANCE(1, 0);

  private final int ofAll;
  private final int ofTrade;

  RandomOperationKind(int ofAll, int ofTrade) {
    this.ofAll = ofAll;
    this.ofTrade = ofTrade;
  }

  /** The weight; only ratios matter. */
  int weight(boolean trade) {
    return trade ? ofTrade : ofAll;
  }
}
