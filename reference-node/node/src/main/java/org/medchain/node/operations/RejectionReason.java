package org.medchain.node.operations;

import java.util.Locale;

/** Why something that came was not taken, in few classes that can be counted (OPS-5). */
public enum RejectionReason {
  /** It is not a canonical encoding. */
  MALFORMED,
  /** A signature or an authentication code is wrong. */
  UNAUTHENTICATED,
  /** Its sender is not allowed to send it: no member, no participant, not the primary. */
  UNAUTHORISED,
  /** It belongs to a view, a height or a number that has passed, or that is too far ahead. */
  OUT_OF_WINDOW,
  /** It violates the protocol. */
  INVALID,
  /** There is no room for it now. */
  OVERLOADED;

  /** The value of the tag {@code reason}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
