package org.medchain.adversary;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;

/** What a Byzantine member changes of what a correct one would hear and say. */
interface Attack {
  /** Sees every input first, also while the behaviour is off. */
  default void observe(Input input, AdversaryContext stage) {}

  /** What the correct replica gets to hear instead of this input. */
  default List<Input> interceptInput(Input input, AdversaryContext stage) {
    return List.of(input);
  }

  /** Does something in place of an output of the correct replica. */
  default void interceptOutput(Output output, AdversaryContext stage) {
    stage.add(output);
  }
}
