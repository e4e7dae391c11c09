package org.medchain.node.ledger;

/**
 * A peer's statement is false, and no honest peer sends it; the message has the reason, in one
 * line.
 */
public final class InvalidProofException extends Exception {
  private static final long serialVersionUID = 1;

  public InvalidProofException(String reason) {
    super(reason);
  }

  /** With the error that showed it. */
  public InvalidProofException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
