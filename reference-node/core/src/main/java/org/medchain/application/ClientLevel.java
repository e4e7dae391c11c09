package org.medchain.application;

import java.util.EnumSet;
import java.util.Set;
import org.medchain.contract.OperationKind;

/** The three clients of the paper (§4), and what each may order (APP-1; decision 0029). */
public enum ClientLevel {
  /** A patient's: stores its own records, queries them, and decides who else may. */
  USER(
      EnumSet.of(
          OperationKind.UPLOAD,
          OperationKind.QUERY,
          OperationKind.BALANCE,
          OperationKind.QUOTE,
          OperationKind.GRANT,
          OperationKind.REVOKE,
          OperationKind.OFFER,
          OperationKind.WITHDRAW,
          OperationKind.EVALUATE,
          OperationKind.ENTRUST,
          OperationKind.RELEASE,
          OperationKind.CLAIM_MISSED,
          OperationKind.BUY_LEVEL,
          OperationKind.REDEEM,
          OperationKind.EXIT,
          OperationKind.SETTLE)),
  /** A doctor's: queries, evaluates what it paid for, and stores nothing. */
  DOCTOR(
      EnumSet.of(
          OperationKind.QUERY,
          OperationKind.BALANCE,
          OperationKind.QUOTE,
          OperationKind.EVALUATE,
          OperationKind.BUY_LEVEL,
          OperationKind.REDEEM,
          OperationKind.EXIT,
          OperationKind.SETTLE)),
  /**
   * A hospital's or institution's: queries, offers what was shared with it, demands from others,
   * verifies, and stores what was entrusted to it.
   */
  HOSPITAL(
      EnumSet.of(
          OperationKind.QUERY,
          OperationKind.BALANCE,
          OperationKind.QUOTE,
          OperationKind.OFFER,
          OperationKind.DEMAND,
          OperationKind.WITHDRAW,
          OperationKind.VOTE,
          OperationKind.EVALUATE,
          OperationKind.HOLD,
          OperationKind.PROVE,
          OperationKind.RELEASE,
          OperationKind.CLAIM_MISSED,
          OperationKind.BUY_LEVEL,
          OperationKind.REDEEM,
          OperationKind.EXIT,
          OperationKind.SETTLE));

  private final Set<OperationKind> kinds;

  ClientLevel(Set<OperationKind> kinds) {
    this.kinds = kinds;
  }

  /** Whether a client of this level may order operations of this kind. */
  public boolean mayOrder(OperationKind kind) {
    return kinds.contains(kind);
  }
}
