package org.medchain.transition;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Protocol;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;

/**
 * Derives one replica's transitions from its inputs and outputs (TRACE-1): the replica takes no
 * part, so its defects cannot hide in its own reports.
 */
public interface TransitionReader {
  /**
   * The transitions of one step; the first belongs to the input, even if it changed nothing.
   *
   * @param outputs of that step, in their order
   */
  List<Transition> read(Input input, List<Output> outputs);

  /** A reader of one replica of that protocol. */
  static TransitionReader of(Protocol protocol, PublicKey replica, Block genesis) {
    return switch (protocol.key()) {
      case "pbft", "sealed" -> new PbftTransitionReader(replica, genesis);
      case "pow" -> new PowTransitionReader(replica, genesis);
      default -> throw new IllegalArgumentException("there are no traces of " + protocol.key());
    };
  }
}
