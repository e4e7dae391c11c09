package org.medchain.faults.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.medchain.cluster.local.ChildJvm;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.hostile.HostileCounts;
import org.medchain.faults.hostile.HostileCounts.Counted;
import org.medchain.faults.hostile.HostileCredentials;
import org.medchain.faults.hostile.HostileProcess;
import org.medchain.faults.hostile.HostileRole;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.node.identity.CredentialFiles;

/**
 * A peer with a valid certificate sends arbitrary messages and calls, as a process of its own,
 * until the heal (FAULT-32). One with a member's key takes the place of that member's process.
 */
final class HostilePeerFault implements AutoCloseable {
  private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx512m");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final ClusterFolder folder;
  private final ClusterNodes nodes;
  private final CenterOperator operator;
  private final long seed;
  private final Consumer<String> progress;
  private final Map<FaultEvent, List<ChildJvm>> running = new HashMap<>();

  /**
   * None runs yet.
   *
   * @param seed of what they draw
   * @param progress is told what they sent
   */
  HostilePeerFault(
      ClusterFolder folder,
      ClusterNodes nodes,
      CenterOperator operator,
      long seed,
      Consumer<String> progress) {
    this.folder = folder;
    this.nodes = nodes;
    this.operator = operator;
    this.seed = seed;
    this.progress = progress;
  }

  /** Has the peers that a test needs certified; the center does not run yet. */
  static void prepare(ClusterFolder folder, HarnessTest test) throws IOException {
    Set<HostileRole> roles = EnumSet.noneOf(HostileRole.class);
    for (FaultEvent each : test.plan()) {
      if (each.kind().group() == NemesisKind.Group.HOSTILE) {
        roles.add(role(each.kind()));
      }
    }
    new HostileCredentials(roles).issue(folder);
  }

  static HostileRole role(NemesisKind kind) {
    return HostileRole.of(kind.word().replaceFirst("hostile-", "")).orElseThrow();
  }

  /** It begins. */
  void begin(FaultEvent fault) throws IOException, InterruptedException {
    HostileRole role = role(fault.kind());
    List<ChildJvm> started = running.computeIfAbsent(fault, fresh -> new ArrayList<>());
    if (role == HostileRole.MEMBER) {
      for (int node : fault.nodes()) {
        nodes.kill(node);
        List<Integer> others = new ArrayList<>(folder.nodeNumbers());
        others.remove(Integer.valueOf(node));
        started.add(start(role, node, others));
      }
      return;
    }
    started.add(start(role, 0, fault.nodes()));
    if (role == HostileRole.REVOKED) {
      Path credentials = HostileCredentials.folder(folder, role);
      operator.revokePeer(CredentialFiles.read(credentials).ledger().publicKey());
    }
  }

  private ChildJvm start(HostileRole role, int member, List<Integer> to) throws IOException {
    Path own = Files.createDirectories(folder.folder().resolve("hostile"));
    return ChildJvm.start(
        "hostile " + role.word(),
        own,
        role.word() + ".err",
        JVM,
        HostileProcess.command(folder, seed, member, to, Set.of(role)));
  }

  /** It is healed. */
  void heal(FaultEvent fault) throws IOException, InterruptedException {
    try {
      for (ChildJvm each : running.getOrDefault(fault, List.of())) {
        report(fault.kind(), each);
      }
    } finally {
      end(fault);
      if (fault.kind() == NemesisKind.HOSTILE_MEMBER) {
        for (int node : fault.nodes()) {
          nodes.start(node);
        }
      }
    }
  }

  private void report(NemesisKind kind, ChildJvm peer) throws IOException {
    if (!peer.isAlive()) {
      throw new IOException("the peer ended by itself: " + peer.stderrTail());
    }
    for (HostileCounts did : HostileCounts.decode(peer.request("counts", LIMIT))) {
      progress.accept(kind.word() + " sent " + did.of(Counted.SENT) + " messages and calls");
      if (did.of(Counted.SENT) == 0 && kind != NemesisKind.HOSTILE_REVOKED) {
        throw new IOException(
            "skipped: the peer had no time or no link to send anything; " + peer.stderrTail());
      }
    }
  }

  private void end(FaultEvent fault) {
    List<ChildJvm> ended = running.remove(fault);
    if (ended != null) {
      ended.forEach(ChildJvm::close);
    }
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::end);
  }
}
