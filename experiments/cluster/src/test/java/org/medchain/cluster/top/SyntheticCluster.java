package org.medchain.cluster.top;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.NodeStatus.PeerStatus;

/** Answers of nodes that are not there. */
final class SyntheticCluster {
  private static final URI URL = URI.create("http://127.0.0.1:9101");

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

  /** One whose process is gone. */
  static PollResult dead() {
    return PollResult.dead("node-4", URL, 4711);
  }

  /** Three that answer, one of which is not ready, and one that does not answer. */
  static List<PollResult> four() {
    return List.of(
        PollResult.answered("node-0", URL, status("node-0", "", 120_345, 3, 8123.4)),
        PollResult.answered("node-1", URL, status("node-1", "", 120_346, 3, 8120)),
        PollResult.answered(
            "node-2", URL, status("node-2", "reaches 2 of the 3 members of a quorum", 98, 2, 0)),
        PollResult.unreachable("node-3", URL, "connection refused"));
  }

  /** What a hostile node might say. */
  static PollResult hostile() {
    String evil = "\u001b[2J\u001b]0;x\u0007\r\nname\u202e" + "x".repeat(300);
    return PollResult.answered("h", URL, status(evil, evil, Long.MAX_VALUE, Long.MIN_VALUE, 1e300));
  }
}
