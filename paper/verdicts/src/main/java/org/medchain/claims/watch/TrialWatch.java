package org.medchain.claims.watch;

import java.util.List;
import java.util.Optional;
import org.medchain.comparison.TrialResult;
import org.medchain.simulation.observe.SimulationObserver;

/** Looks at a trial, and says more of it than its result does. */
public interface TrialWatch extends SimulationObserver {
  /**
   * What it saw: a row of the trial, or several, each with a column for each component.
   *
   * @param result of the trial; empty where it broke
   */
  List<? extends Record> rows(Optional<TrialResult> result);

  /** Whether it saw what a broken trial broke by, so that this is a result. */
  default boolean explainsFailure() {
    return false;
  }
}
