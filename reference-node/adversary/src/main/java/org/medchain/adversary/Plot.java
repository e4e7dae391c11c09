package org.medchain.adversary;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;

/** What a Byzantine member changes of what a correct one would hear and say. */
interface Plot {
  /** Sees every input before anybody else, also while the behaviour is off. */
  default void watch(Input input, Stage stage) {}

  /** What the correct replica gets to hear instead of this input. */
  default List<Input> incoming(Input input, Stage stage) {
    return List.of(input);
  }

  /** Does something in place of an output of the correct replica. */
  default void outgoing(Output output, Stage stage) {
    stage.add(output);
  }
}
