package org.medchain.network;

/** Why something that came was not taken, in few classes that can be counted (OPS-5). */
public enum RejectionReason {
  /** It is not a canonical encoding, or longer than it may be. */
  MALFORMED,
  /** A signature or an authentication code is wrong. */
  UNAUTHENTICATED,
  /** Its sender is not allowed to send it: no member, no participant, not the primary. */
  UNAUTHORISED,
  /** It violates the protocol. */
  INVALID,
  /** There is no room for it now. */
  OVERLOADED
}
