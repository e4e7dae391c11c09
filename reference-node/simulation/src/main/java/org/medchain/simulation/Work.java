package org.medchain.simulation;

import java.util.function.LongFunction;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.data.PublicKey;
import org.medchain.network.Message;

/** What a node's core has to do after a step. */
sealed interface Work {
  record Sign(Message message) implements Work {}

  record Reply(PublicKey to, Message message) implements Work {}

  /** Something to be told to the replica, and what it costs to find out. */
  record Tell(long costNs, LongFunction<Input> input) implements Work {}

  record Execute(Execution execution) implements Work {}
}
