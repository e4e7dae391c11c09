package org.medchain.application;

import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Role;

/**
 * The three clients of the paper (§4), and what each may order (APP-1; decision 0029): every
 * operation declares the roles whose clients offer it.
 */
public enum ClientLevel {
  /** A patient's: stores its own records, reads them, and decides who else may. */
  USER(Role.PATIENT),
  /** A doctor's: reads, evaluates what it paid for, and stores nothing. */
  DOCTOR(Role.DOCTOR),
  /**
   * A hospital's or institution's: reads, offers records shared with it, demands from others,
   * verifies, and stores entrusted files.
   */
  HOSPITAL(Role.HOSPITAL);

  private final Role role;

  ClientLevel(Role role) {
    this.role = role;
  }

  /** Whether a client of this level may order operations of this type. */
  public boolean mayOrder(OperationType<?> type) {
    return type.senders().clients().contains(role);
  }
}
