package org.medchain.node.operations;

import java.util.Optional;

/** Supplies the status of a node. May be asked from any thread, and answers without waiting. */
public interface StatusSource {
  /** As it is now. */
  NodeStatus status();

  /**
   * Why the process had better be started again, in one line; nothing as long as it works. Not
   * being ready is no such reason: connections come back, and a node that is behind catches up.
   */
  default Optional<String> fatalError() {
    return Optional.empty();
  }
}
