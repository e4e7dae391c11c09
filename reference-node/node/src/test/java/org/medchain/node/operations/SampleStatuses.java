package org.medchain.node.operations;

import java.util.List;
import org.medchain.node.operations.NodeStatus.PeerStatus;

/** Synthetic statuses. */
final class SampleStatuses {
  private SampleStatuses() {}

  static NodeStatus of(boolean ready, String reason) {
    return of(ready, reason, 3);
  }

  static NodeStatus inView(long view) {
    return of(true, "", view);
  }

  private static NodeStatus of(boolean ready, String reason, long view) {
    return new NodeStatus(
        "node-1",
        "ab".repeat(32),
        "member",
        ready,
        ready ? NodeState.READY : NodeState.SYNCING,
        ready ? 0 : 5,
        reason,
        120,
        view,
        "node-2",
        7,
        4000,
        2,
        812.5,
        2.25,
        9.75,
        61.5,
        "http://127.0.0.1:8080",
        List.of(
            new PeerStatus("cd".repeat(32), "member", "127.0.0.1:7002", true, 4),
            new PeerStatus("ef".repeat(32), "", "", false, 0)));
  }
}
