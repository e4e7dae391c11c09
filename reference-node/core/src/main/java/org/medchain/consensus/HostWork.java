package org.medchain.consensus;

import org.medchain.network.Message;

/**
 * What a step asks of the node's processor. It is done in the order in which it is asked for, after
 * the step and before the next input from outside.
 */
public sealed interface HostWork {
  /** Signing a message of this node's. */
  record Sign(Message message) implements HostWork {}

  /** Authenticating a message for one receiver and sending it. */
  record Reply(Message message) implements HostWork {}

  /** Executing a block. */
  record Execute(ExecutionResult execution) implements HostWork {}

  /** Answering a request that only reads. */
  record Read() implements HostWork {}

  /**
   * Loading a snapshot.
   *
   * @param bytes of the state; 0 if there is none
   */
  record Restore(int bytes) implements HostWork {}
}
