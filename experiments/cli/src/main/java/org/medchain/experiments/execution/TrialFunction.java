package org.medchain.experiments.execution;

import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;

/** What runs one trial: the simulation, or in tests something quicker. */
@FunctionalInterface
public interface TrialFunction {
  /** Runs a trial on the caller's thread; may be called from several at once. */
  TrialResult run(TrialCell trial, TrialHook hook);
}
