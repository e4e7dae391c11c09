package org.medchain.contract.engine;

/**
 * Ends an operation without any effect, at the place that finds that it may not have one: states
 * are immutable, so there is nothing to undo.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Outcome reason;

  Refusal(Outcome reason) {
    // No stack trace: a refusal is an answer and no fault of the program.
    super(reason.words(), null, false, false);
    this.reason = reason;
  }

  /** Why; not {@link Outcome#OK}. */
  public Outcome reason() {
    return reason;
  }
}
