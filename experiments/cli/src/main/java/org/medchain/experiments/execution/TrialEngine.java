package org.medchain.experiments.execution;

import java.util.Collection;
import org.medchain.comparison.TrialCell;

/**
 * What runs the trials of a sweep: threads of this process, or other machines (ENG-1). It decides
 * neither which trials there are nor what becomes of a result, so it has no influence on either.
 */
public interface TrialEngine extends AutoCloseable {
  /**
   * Runs the trials, each once and started in their order, and returns when all have ended; may be
   * called again.
   *
   * @throws Exception the first that the listener threw, or one line on why the engine gave up
   */
  void run(Collection<TrialCell> trials, TrialListener listener) throws Exception;

  /** Messages delivered so far in all trials, as far as the engine knows. */
  long messages();

  /** Stops all trials soon, from any thread; {@link #run} then returns, and they have not ended. */
  void cancel();

  /** Gives back what it holds. */
  @Override
  default void close() {}
}
