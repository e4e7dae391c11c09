package org.medchain.cluster.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.MemberState.RunState;
import org.medchain.cluster.local.RunningProcess;
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

  static MemberState state(String name, boolean alive, String reason) {
    return state(name, alive, reason, Optional.empty());
  }

  private static MemberState state(
      String name, boolean alive, String reason, Optional<NodeStatus> status) {
    RunningProcess running =
        RunningProcess.ofThisProcess("a:1", URI.create("http://a:2"), Optional.empty());
    return new MemberState(
        new ClusterMember(name, "member", "", Path.of(name), Path.of(name)),
        Optional.of(running),
        alive ? RunState.RUNNING : RunState.ENDED,
        status,
        reason);
  }

  private static MemberState answered(NodeStatus status) {
    return state("n", true, status.reason(), Optional.of(status));
  }

  /** Three that answer, one of which is not ready, and one that does not answer. */
  static List<MemberState> four() {
    return List.of(
        answered(status("node-0", "", 120_345, 3, 8123.4)),
        answered(status("node-1", "", 120_346, 3, 8120)),
        answered(status("node-2", "reaches 2 of the 3 members of a quorum", 98, 2, 0)),
        state("node-3", true, ""));
  }

  /** What a hostile node might say. */
  static MemberState hostile() {
    String evil = "\u001b[2J\u001b]0;x\u0007\r\nname\u202e" + "x".repeat(300);
    return answered(status(evil, evil, Long.MAX_VALUE, Long.MIN_VALUE, 1e300));
  }
}
