package org.medchain.comparison;

/** Thrown when a {@link TrialHook} stops a trial, which then has no result. */
public final class TrialCancelled extends RuntimeException {
  /** For the trial of {@code cell}. */
  public TrialCancelled(TrialCell cell) {
    super("trial " + cell.number() + " was cancelled");
  }
}
