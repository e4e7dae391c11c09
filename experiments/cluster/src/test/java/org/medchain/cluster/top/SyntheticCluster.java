package org.medchain.cluster.top;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.cluster.top.StatusDashboard.NodeLine;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.NodeStatus.PeerStatus;

/** Answers of nodes that are not there. */
final class SyntheticCluster {
  private SyntheticCluster() {}

  static List<PeerStatus> peers(int connected, int known) {
    return IntStream.range(0, known)
        .mapToObj(i -> new PeerStatus("k" + i, "member", "127.0.0.1:70" + i, i < connected, 2 * i))
        .toList();
  }

  static NodeStatus status(String name, String reason, long height, long view, double tps) {
    return new NodeStatus(
        name,
        "key-of-" + name,
        "member",
        reason.isEmpty(),
        reason.isEmpty() ? NodeState.READY : NodeState.ISOLATED,
        reason.isEmpty() ? 0 : 7,
        reason,
        height,
        view,
        "node-1",
        17,
        123_456_789,
        42,
        tps,
        2.254,
        38.96,
        7384,
        "",
        peers(reason.isEmpty() ? 3 : 1, 3));
  }

  private static NodeLine answered(NodeStatus status) {
    return new NodeLine("n", status.state().toString(), status.reason(), Optional.of(status));
  }

  /** One whose process is gone. */
  static NodeLine dead() {
    return new NodeLine("node-4", "dead", "killed", Optional.empty());
  }

  /** Three that answer, one of which is not ready, and one that does not answer. */
  static List<NodeLine> four() {
    return List.of(
        answered(status("node-0", "", 120_345, 3, 8123.4)),
        answered(status("node-1", "", 120_346, 3, 8120)),
        answered(status("node-2", "reaches 2 of the 3 members of a quorum", 98, 2, 0)),
        new NodeLine("node-3", "silent", "", Optional.empty()));
  }

  /** What a hostile node might say. */
  static NodeLine hostile() {
    String evil = "\u001b[2J\u001b]0;x\u0007\r\nname\u202e" + "x".repeat(300);
    return answered(status(evil, evil, Long.MAX_VALUE, Long.MIN_VALUE, 1e300));
  }
}
