package org.medchain.cluster;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.local.AdminClient;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.ShellAccess;

/**
 * How a process is.
 *
 * @param member which
 * @param running where it is reached, as it wrote; nothing if it was not started
 * @param run how its process is, as the system says
 * @param status as it reports itself; empty without a reply
 * @param reason why it is not ready; of one that has ended what it said last; of one elsewhere what
 *     the center signed and nobody has accepted here
 */
public record MemberState(
    ClusterMember member,
    Optional<RunningProcess> running,
    RunState run,
    Optional<NodeStatus> status,
    String reason) {
  /** How a process is. */
  public enum RunState {
    RUNNING,
    /** It got SIGSTOP, or a debugger holds it. */
    HELD,
    ENDED,
    /** It answers with its key from another machine, which sees its files. */
    ELSEWHERE
  }

  /** Asks one that runs; the last words are of one that does not. */
  public static MemberState observe(
      ClusterMember member, RunState run, AdminClient admin, String lastWords)
      throws IOException, InterruptedException {
    Optional<RunningProcess> running = RunningProcess.read(member.folder());
    boolean runs = run == RunState.RUNNING;
    Optional<NodeStatus> status =
        runs && running.isPresent() ? admin.status(running.get().adminUri()) : Optional.empty();
    String unready = status.filter(each -> !each.ready()).map(NodeStatus::reason).orElse("");
    return new MemberState(member, running, run, status, runs ? unready : lastWords);
  }

  /** Whether its process runs, here or on another machine. */
  public boolean alive() {
    return run != RunState.ENDED;
  }

  /** The node's state, or that of its process. */
  public String word() {
    String process =
        running.isPresent() ? (alive() ? "silent" : "dead") : (alive() ? "starting" : "stopped");
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
