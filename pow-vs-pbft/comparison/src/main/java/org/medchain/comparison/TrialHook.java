package org.medchain.comparison;

/**
 * A trial's call-backs while it runs, every few thousand events. It cannot change the result: only
 * whether there is one.
 */
@FunctionalInterface
public interface TrialHook {
  /** Never cancels, shows nothing. */
  TrialHook NONE = () -> false;

  /** Whether the trial is to stop; then it ends with {@link TrialCancelled}. */
  boolean isCancelled();

  /**
   * Called from the trial's thread.
   *
   * @param virtualS virtual seconds so far
   * @param messages delivered so far
   */
  default void onProgress(double virtualS, long messages) {}
}
