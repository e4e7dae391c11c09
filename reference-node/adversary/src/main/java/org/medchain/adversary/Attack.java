package org.medchain.adversary;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;

/** A Byzantine member's changes to the inputs and outputs of a correct one. */
interface Attack {
  /** Sees every input first, also while the behaviour is off. */
  default void observe(Input input, AdversaryContext stage) {}

  /** The inputs of the correct replica instead of this one. */
  default List<Input> interceptInput(Input input, AdversaryContext stage) {
    return List.of(input);
  }

  /** Does something in place of an output of the correct replica. */
  default void interceptOutput(Output output, AdversaryContext stage) {
    stage.add(output);
  }
}
