package org.medchain.faults.hostile;

/** How far a hostile message came. */
enum HostileOutcome {
  /** It was sent over an open link; the sum of most of the others. */
  SENT,
  /** No link was open: never admitted, or closed since. */
  NO_LINK,
  /** A correct node closes the link for it. */
  CLOSES_LINK,
  /** The sender itself cannot decode it. */
  MALFORMED,
  /** The authenticator refused it before or without a signature. */
  REFUSED_BY_FORM,
  /** One of its signatures does not hold. */
  REFUSED_BY_SIGNATURE,
  /** Its signatures hold; the replica said no. */
  REFUSED_BY_REPLICA,
  /** The replica took it as an input and did not object. */
  TAKEN,
  /** A call that got its answer. */
  ANSWERED,
  /** A call that was refused, or not answered in time. */
  REFUSED_CALL
}
