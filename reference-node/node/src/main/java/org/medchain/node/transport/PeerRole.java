package org.medchain.node.transport;

/** The certified role of a process (ROLE-7; paper §3.1, §3.2.2). */
public enum PeerRole {
  /** The regulatory center. */
  REGULATORY_CENTER,
  /** A node that may be a consensus node; the ledger shows whether it is one now. */
  CONSENSUS_NODE,
  /** An institution's node: holds the ledger, and votes only while the ledger names it a member. */
  FOLLOWING_NODE,
  /** The client side of an aggregation agency: submits for many participants. */
  AGENCY,
  /** A participant's own client: patient, doctor, hospital or other institution. */
  ENTITY,
  /** Holds headers and certificates alone. */
  LIGHT_CLIENT;

  /** Whether it follows consensus itself. */
  public boolean isNode() {
    return this == CONSENSUS_NODE || this == FOLLOWING_NODE;
  }

  /** Whether it keeps the whole ledger, or is to supervise it: it may be shown all (LIGHT-8). */
  public boolean keepsLedger() {
    return isNode() || this == REGULATORY_CENTER;
  }
}
