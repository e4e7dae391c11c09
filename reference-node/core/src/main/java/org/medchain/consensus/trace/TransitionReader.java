package org.medchain.consensus.trace;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;

/**
 * Reads one replica's transitions off what goes into it and what comes out (TRACE-1): the replica
 * itself knows nothing of it, so a defect of it cannot hide in what it says of itself.
 */
public interface TransitionReader {
  /**
   * What one step was; the first transition is that of the input, even if it changed nothing.
   *
   * @param outputs of that step, in their order
   */
  List<Transition> read(Input input, List<Output> outputs);
}
