package org.medchain.cluster.top;

import java.net.URI;
import java.util.Optional;
import org.medchain.node.operations.NodeStatus;

/**
 * What came of asking a node how it is.
 *
 * @param name by which it is shown
 * @param url that was queried
 * @param status its reply; nothing if none came
 * @param state in one word: the node's own, or {@code dead} or {@code unreachable}
 * @param error why no reply came, in one line; empty if one did
 */
record PollResult(String name, URI url, Optional<NodeStatus> status, String state, String error) {
  static PollResult answered(String name, URI url, NodeStatus status) {
    return new PollResult(name, url, Optional.of(status), status.state().toString(), "");
  }

  static PollResult unreachable(String name, URI url, String trouble) {
    return new PollResult(name, url, Optional.empty(), "unreachable", trouble);
  }

  static PollResult dead(String name, URI url, long pid) {
    return new PollResult(name, url, Optional.empty(), "dead", "process " + pid + " has ended");
  }

  boolean ready() {
    return status.map(NodeStatus::ready).orElse(false);
  }
}
