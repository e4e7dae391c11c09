package org.medchain.node.operations;

import java.util.Optional;

/**
 * When a node's log says how the node is (OPS-23): at each change of its state, and not at each
 * block that it lacks more or less.
 */
public final class ReadinessLog {
  private NodeState last = NodeState.STARTING;

  /** For a node that has not looked around yet. */
  public ReadinessLog() {}

  /** The line for what is seen now; empty if the state is as before. */
  public synchronized Optional<String> update(Readiness now) {
    NodeState before = last;
    last = now.state();
    if (now.state() == before) {
      return Optional.empty();
    }
    if (now.ready()) {
      return Optional.of("ready");
    }
    return Optional.of(
        (before == NodeState.READY ? "no longer ready: " : "not ready: ") + now.reason());
  }
}
