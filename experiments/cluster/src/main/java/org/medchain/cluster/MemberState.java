package org.medchain.cluster;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.ShellAccess;

/**
 * How a process is.
 *
 * @param member which
 * @param running where it is reached, as it wrote; nothing if it was not started
 * @param alive whether the process runs
 * @param status as it reports itself; empty without a reply
 * @param reason why it is not ready; of one that has ended what it said last
 */
public record MemberState(
    ClusterMember member,
    Optional<RunningProcess> running,
    boolean alive,
    Optional<NodeStatus> status,
    String reason) {
  /** The node's state, or that of its process. */
  public String word() {
    String process =
        running.isPresent() ? (alive ? "silent" : "dead") : (alive ? "starting" : "stopped");
    return status.map(each -> each.state().toString()).orElse(process);
  }

  /** Whether it takes part, as it says. */
  public boolean isReady() {
    return status.filter(NodeStatus::ready).isPresent();
  }

  /** Its shell's start URL, or the bare address if this user may not read the token (OPS-25). */
  public Optional<URI> shellUrl() {
    Optional<URI> shell = running.flatMap(RunningProcess::shell);
    try {
      return shell.isEmpty()
          ? shell
          : Optional.of(ShellAccess.read(member.folder().resolve("data")).startUrl());
    } catch (IOException e) {
      return shell;
    }
  }
}
