package org.medchain.node.transport;

import org.medchain.data.Coded;

/** The certified role of a process (ROLE-7; paper §3.1, §3.2.2), with its code in the formats. */
public enum PeerRole implements Coded {
  /** The regulatory center. */
  REGULATORY_CENTER(1),
  /** A node that may be a consensus node; the ledger shows whether it is one now. */
  CONSENSUS_NODE(2),
  /** An institution's node: holds the ledger, and votes only while the ledger names it a member. */
  FOLLOWING_NODE(3),
  /** The client side of an aggregation agency: submits for many participants. */
  AGENCY(4),
  /** A participant's own client: patient, doctor, hospital or other institution. */
  ENTITY(5),
  /** Holds only headers and certificates. */
  LIGHT_CLIENT(6);

  private final int code;

  PeerRole(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  /** Whether it follows consensus itself. */
  public boolean isNode() {
    return this == CONSENSUS_NODE || this == FOLLOWING_NODE;
  }

  /** Whether it keeps the whole ledger, or is to supervise it: it may be shown all (LIGHT-8). */
  public boolean keepsLedger() {
    return isNode() || this == REGULATORY_CENTER;
  }
}
