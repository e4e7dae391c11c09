package org.medchain.comparison;

/**
 * A trial's call-backs while it runs, every few thousand events. It cannot change the result: only
 * whether there is one.
 */
public interface TrialHook {
  /** Never cancels, shows nothing. */
  TrialHook NONE =
      new TrialHook() {
        @Override
        public boolean isCancelled() {
          return false;
        }

        @Override
        public void onProgress(double virtualS, long messages) {}
      };

  /** Whether the trial is to stop; then it ends with {@link TrialCancelled}. */
  boolean isCancelled();

  /**
   * Called from the trial's thread.
   *
   * @param virtualS virtual seconds so far
   * @param messages delivered so far
   */
  void onProgress(double virtualS, long messages);
}
