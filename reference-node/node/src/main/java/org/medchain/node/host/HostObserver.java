package org.medchain.node.host;

import java.util.List;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/** Is told what a host does, by the thread that runs the replica; must not wait for anything. */
public interface HostObserver {
  /** The replica took a step; none of its outputs has left yet. */
  default void stepped(Input input, List<Output> outputs) {}

  /** A block was committed and executed. */
  default void executed(Block block, Certificate certificate, ExecutionResult execution) {}

  /** All blocks above {@code height} were undone. */
  default void reverted(long height) {}

  /** The state is that of {@code height} now, loaded instead of executed. */
  default void restored(long height, Hash block) {}

  /** A request or message was refused. */
  default void rejected(Output.Reject refused) {}
}
