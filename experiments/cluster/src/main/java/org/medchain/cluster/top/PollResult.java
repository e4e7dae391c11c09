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
 * @param error why none came, in one line; empty if one did
 */
record PollResult(String name, URI url, Optional<NodeStatus> status, String error) {
  static PollResult answered(String name, URI url, NodeStatus status) {
    return new PollResult(name, url, Optional.of(status), "");
  }

  static PollResult unreachable(String name, URI url, String trouble) {
    return new PollResult(name, url, Optional.empty(), trouble);
  }

  boolean ready() {
    return status.map(NodeStatus::ready).orElse(false);
  }
}
