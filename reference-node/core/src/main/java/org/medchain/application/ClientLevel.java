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
          OperationKind.WITHDRAW)),
  /** A doctor's: queries only, and stores nothing. */
  DOCTOR(EnumSet.of(OperationKind.QUERY, OperationKind.BALANCE, OperationKind.QUOTE)),
  /**
   * A hospital's or institution's: queries, offers what was shared with it, demands from others.
   */
  HOSPITAL(
      EnumSet.of(
          OperationKind.QUERY,
          OperationKind.BALANCE,
          OperationKind.QUOTE,
          OperationKind.OFFER,
          OperationKind.DEMAND,
          OperationKind.WITHDRAW));

  private final Set<OperationKind> kinds;

  ClientLevel(Set<OperationKind> kinds) {
    this.kinds = kinds;
  }

  /** Whether a client of this level may order operations of this kind. */
  public boolean mayOrder(OperationKind kind) {
    return kinds.contains(kind);
  }
}
