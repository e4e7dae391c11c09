package org.medchain.consensus;

import org.medchain.network.Message;

/**
 * Work of a step for the node's processor. It runs in the order of the requests, after the step and
 * before the next external input.
 */
public sealed interface HostWork {
  /** Signing a message of this node's. */
  record Sign(Message message) implements HostWork {}

  /** Authenticating a message for one receiver and sending it. */
  record Reply(Message message) implements HostWork {}

  /** Executing a block. */
  record Execute(ExecutionResult execution) implements HostWork {}

  /** Executing a read-only request. */
  record Read() implements HostWork {}

  /**
   * Loading a snapshot.
   *
   * @param bytes of the state; 0 if there is none
   */
  record Restore(long bytes) implements HostWork {}
}
