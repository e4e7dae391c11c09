package org.medchain.node.ledger;

/** What a peer said does not hold, and no honest one says so; the message says why, in one line. */
public final class Untrue extends Exception {
  private static final long serialVersionUID = 1;

  /** With the reason. */
  public Untrue(String reason) {
    super(reason);
  }

  /** With the error that showed it. */
  public Untrue(String reason, Throwable cause) {
    super(reason, cause);
  }
}
