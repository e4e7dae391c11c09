package org.medchain.transition;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;

/**
 * Derives one replica's transitions from its inputs and outputs (TRACE-1): the replica takes no
 * part, so its defects cannot hide in its own reports.
 */
public interface TransitionReader {
  /**
   * What one step was; the first transition is that of the input, even if it changed nothing.
   *
   * @param outputs of that step, in their order
   */
  List<Transition> read(Input input, List<Output> outputs);
}
