package org.medchain.comparison;

/** Says that a trial was stopped by its {@link TrialHook}, so there is no result. */
public final class TrialCancelled extends RuntimeException {
  /** For the trial of {@code cell}. */
  public TrialCancelled(TrialCell cell) {
    super("trial " + cell.number() + " was cancelled");
  }
}
