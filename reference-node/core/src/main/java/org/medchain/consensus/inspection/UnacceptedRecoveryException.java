package org.medchain.consensus.inspection;

/**
 * The regulatory center has signed a recovery (PBFT-42) that nobody has accepted here. No peer is
 * at fault, and no other peer helps: the owner of this process has to decide. The message says what
 * it is about, in one line.
 */
public final class UnacceptedRecoveryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what was signed. */
  public UnacceptedRecoveryException(String statement) {
    super(statement);
  }
}
