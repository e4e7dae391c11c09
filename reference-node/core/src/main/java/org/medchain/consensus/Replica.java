package org.medchain.consensus;

import java.util.List;
import org.medchain.network.Message;

/**
 * One node's side of a consensus protocol, as a deterministic state machine (CONS-1): the same
 * inputs in the same order always give the same outputs. Each input carries the time.
 */
public interface Replica {
  /**
   * Takes one step.
   *
   * @return what the host has to do, in this order
   */
  List<Output> step(Input input);

  /**
   * Whether the message may still change anything here, if its signature holds. A host need not
   * check one that cannot, nor hand it over: it makes no difference.
   */
  default boolean stillNeeds(Message message) {
    return true;
  }
}
