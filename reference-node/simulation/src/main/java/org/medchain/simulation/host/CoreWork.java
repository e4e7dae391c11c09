package org.medchain.simulation.host;

import java.util.function.LongFunction;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.data.PublicKey;
import org.medchain.network.Message;

/** What a node's core has to do after a step. */
sealed interface CoreWork {
  record Sign(Message message) implements CoreWork {}

  record Reply(PublicKey to, Message message) implements CoreWork {}

  /** Something to be told to the replica, and what it costs to find out. */
  record Tell(long costNs, LongFunction<Input> input) implements CoreWork {}

  record Execute(ExecutionResult execution) implements CoreWork {}
}
