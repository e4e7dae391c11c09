package org.medchain.comparison;

/**
 * What a trial asks and tells its caller while it runs, every few thousand events. It cannot change
 * the result: only whether there is one.
 */
public interface TrialHook {
  /** Never cancels, shows nothing. */
  TrialHook NONE =
      new TrialHook() {
        @Override
        public boolean cancelled() {
          return false;
        }

        @Override
        public void progressed(double virtualS, long messages) {}
      };

  /** Whether the trial is to stop; then it ends with {@link TrialCancelled}. */
  boolean cancelled();

  /**
   * Called from the trial's thread.
   *
   * @param virtualS virtual seconds so far
   * @param messages delivered so far
   */
  void progressed(double virtualS, long messages);
}
