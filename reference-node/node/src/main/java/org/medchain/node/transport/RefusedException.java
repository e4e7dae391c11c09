package org.medchain.node.transport;

/** A question, a peer or a connection is not accepted; the message says why, in one line. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  public RefusedException(String reason) {
    super(reason);
  }
}
