package org.medchain.experiments.execution;

import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;

/** Called for every trial that ended, one call at a time. */
public interface TrialListener {
  /**
   * A trial gave a result. An exception of this stops the engine, and its {@code run} throws it.
   *
   * @param costS what it took, as {@link CostMeter} has it
   */
  void finished(TrialCell trial, TrialResult result, double costS) throws Exception;

  /** A trial gave none. */
  void failed(TrialCell trial, Throwable failure) throws Exception;
}
