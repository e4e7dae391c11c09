package org.medchain.node.admission;

/** The standing of a link's owner, by its certificate and the ledger of this node (NODE-19). */
public enum PeerStanding {
  /** A member of the epoch that this node's replica is in. */
  MEMBER,
  /** A member of a later epoch, by a change that is ordered already. */
  DESIGNATED,
  /** A member of an earlier epoch, and of no later one. */
  RETIRED,
  /** Certified for its role, and no member of any epoch that this node knows. */
  CERTIFIED,
  /** Its certificate or key is revoked on the ledger. */
  REVOKED,
  /** Its certificate is valid no longer, or not yet. */
  EXPIRED,
  /** It has shown no certificate of this chain's center. */
  UNKNOWN
}
