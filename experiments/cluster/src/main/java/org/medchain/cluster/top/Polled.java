package org.medchain.cluster.top;

import java.net.URI;
import java.util.Optional;
import org.medchain.node.operations.NodeStatus;

/**
 * What came of asking a node how it is.
 *
 * @param name by which it is shown
 * @param url that was asked
 * @param status its answer; nothing if none came
 * @param trouble why none came, in one line; empty if one did
 */
record Polled(String name, URI url, Optional<NodeStatus> status, String trouble) {
  static Polled answered(String name, URI url, NodeStatus status) {
    return new Polled(name, url, Optional.of(status), "");
  }

  static Polled unreachable(String name, URI url, String trouble) {
    return new Polled(name, url, Optional.empty(), trouble);
  }

  boolean ready() {
    return status.map(NodeStatus::ready).orElse(false);
  }
}
