package org.medchain.node.ledger;

/** What a peer said does not hold, and no honest one says so; the message says why, in one line. */
public final class InvalidProofException extends Exception {
  private static final long serialVersionUID = 1;

  /** With the reason. */
  public InvalidProofException(String reason) {
    super(reason);
  }

  /** With the error that showed it. */
  public InvalidProofException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
