package org.medchain.claims.watch;

import java.util.Map;
import java.util.Optional;
import org.medchain.comparison.TrialResult;
import org.medchain.simulation.observe.SimulationObserver;

/** Looks at a trial, and says more of it than its result does. */
public interface TrialWatch extends SimulationObserver {
  /**
   * Columns of the trial's row with their values.
   *
   * @param result of the trial; empty where it broke
   */
  Map<String, Object> columns(Optional<TrialResult> result);

  /** Whether it saw what a broken trial broke by, so that this is a result. */
  default boolean explainsFailure() {
    return false;
  }
}
