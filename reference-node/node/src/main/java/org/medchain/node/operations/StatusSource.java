package org.medchain.node.operations;

import java.util.Optional;

/** Supplies the status of a node. For any thread, without waiting. */
public interface StatusSource {
  /** As it is now. */
  NodeStatus status();

  /**
   * Why the process had better be started again, in one line; nothing as long as it works. A node
   * that is not ready need not be: connections come back, and a lagging node catches up.
   */
  default Optional<String> fatalError() {
    return Optional.empty();
  }
}
