package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.pbft.MembershipHistory;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.network.Membership;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.center.Identity;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.operations.NodeStatus;

/**
 * Brings back a member that lost its store, or has an old copy of it (CLUSTER-20): it gets a fresh
 * key, which the ledger puts in the old one's place, so that votes that it forgot belong to a key
 * that counts no more. Until that key is a member it follows, and votes on nothing.
 *
 * <p>Every step may be interrupted; the same call continues.
 */
public final class MemberRecovery {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration REPORT = Duration.ofSeconds(2);
  private static final long POLL_MS = 100;

  private final ClusterFolder cluster;
  private final MemberFiles node;
  private final ProcessControl processes;
  private final Consumer<String> report;
  private final CenterOrders center;

  private MemberRecovery(
      ClusterFolder cluster, String name, ProcessControl processes, Consumer<String> report) {
    this.cluster = cluster;
    this.node = new MemberFiles(cluster, name);
    this.processes = processes;
    this.report = report;
    this.center = new CenterOrders(cluster);
  }

  /**
   * Recovers a node and returns when it takes part.
   *
   * @param report gets what happens, in lines
   * @throws UserInputException if nothing can be done now, and nothing was changed
   * @throws IOException if it got stuck on the way; the same call continues
   */
  public static void run(
      ClusterFolder cluster, String name, NodeStarter starter, Consumer<String> report)
      throws UserInputException, IOException, InterruptedException {
    try (ProcessControl processes = new ProcessControl(starter);
        MembershipReader members = new MembershipReader(cluster)) {
      new MemberRecovery(cluster, name, processes, report).run(members);
    }
  }

  private void run(MembershipReader members)
      throws UserInputException, IOException, InterruptedException {
    if (!Files.isRegularFile(node.configFile())) {
      throw new UserInputException(node.folder() + ": not a node's folder: it has no node.yaml");
    }
    Optional<Replacement> begun = Replacement.read(node.folder());
    if (begun.isPresent()) {
      report.accept(node.name() + ": its recovery goes on where it was interrupted");
    }
    requireOthers(members, begun.map(Replacement::from).orElse(node.key()));
    Replacement replacement = begun.isPresent() ? begun.get() : begin();
    exchange(replacement);
    processes.start(node);
    report.accept(
        node.name() + " runs under its new key " + replacement.to().brief() + " and follows");
    center.change(
        new MemberChange.Replace(replacement.from(), replacement.to()), Outcome.NODE_EXISTS);
    report.accept("the ledger puts the new key in the place of " + replacement.from().brief());
    node.renameKey(replacement.from(), replacement.to());
    NodeStatus status = awaitMember(members, replacement.to());
    center.revoke(replacement.from());
    node.deleteLost(replacement);
    report.accept(
        String.format(
            Locale.ROOT,
            "%s is recovered: height %d; the key %s is revoked",
            node.name(),
            status.height(),
            replacement.from().brief()));
  }

  /** Without the others nothing can be ordered; then nothing is changed. */
  private void requireOthers(MembershipReader members, PublicKey lost)
      throws UserInputException, IOException, InterruptedException {
    Optional<NodeStatus> status = processes.status(cluster.center());
    if (status.isEmpty()) {
      throw refusal("the center does not run; start it: cluster start center");
    }
    if (!status.get().ready()) {
      throw refusal("the center cannot order: it " + status.get().reason());
    }
    for (MemberFiles each : others()) {
      if (processes.status(each.folder()).isPresent()) {
        var unused = members.ask(each.key(), each.config().listen());
      }
    }
    Membership now = members.known().members(members.known().current());
    if (!now.contains(lost) && Replacement.read(node.folder()).isEmpty()) {
      throw refusal("its key " + lost.brief() + " is no member's");
    }
    int ready = 0;
    for (MemberFiles each : others()) {
      Optional<NodeStatus> other = processes.status(each.folder());
      ready += now.contains(each.key()) && other.filter(NodeStatus::ready).isPresent() ? 1 : 0;
    }
    int needed = new Quorum(now.size()).size();
    if (ready < needed) {
      throw refusal(
          String.format(
              Locale.ROOT,
              "%d other members are ready, and a quorum needs %d: start them first",
              ready,
              needed));
    }
  }

  private UserInputException refusal(String why) {
    return new UserInputException(
        node.name() + " cannot be recovered now: " + why + "; nothing was changed");
  }

  private List<MemberFiles> others() {
    return IntStream.range(0, cluster.nodes())
        .mapToObj(number -> new MemberFiles(cluster, "n" + number))
        .filter(each -> !each.name().equals(node.name()))
        .toList();
  }

  /** Draws the fresh key; it is written down whole before anything is changed. */
  private Replacement begin() throws UserInputException, IOException, InterruptedException {
    PublicKey from = node.key();
    if (Files.exists(node.freshCredentials())) {
      FolderOperations.delete(node.freshCredentials());
    }
    Identity fresh = center.enrol(node.name(), addresses());
    CredentialFiles.write(node.freshCredentials(), fresh);
    Replacement replacement = new Replacement(from, fresh.ledger().publicKey(), node.nextNumber());
    replacement.write(node.folder());
    return replacement;
  }

  private List<String> addresses() throws UserInputException, IOException {
    return Files.isDirectory(node.credentials())
        ? CredentialFiles.read(node.credentials()).addresses()
        : List.of(node.config().listen().getHostString());
  }

  private void exchange(Replacement replacement)
      throws UserInputException, IOException, InterruptedException {
    if (Files.isDirectory(node.freshCredentials())) {
      processes.stop(node.folder());
      node.exchange(replacement);
      Path lost = node.lostData(replacement.number());
      if (Files.isDirectory(lost)) {
        report.accept(node.name() + ": its old data are in " + lost + " until it is recovered");
      }
    }
  }

  /** Waits until the node knows itself that it is a member, has the state and takes part. */
  private NodeStatus awaitMember(MembershipReader members, PublicKey key)
      throws UserInputException, IOException, InterruptedException {
    NodeConfig config = node.config();
    long endNs = System.nanoTime() + LIMIT.toNanos();
    long nextReportNs = System.nanoTime();
    String last = "no reply";
    while (System.nanoTime() < endNs) {
      if (ProcessControl.process(node.folder()).isEmpty()) {
        throw new IOException(
            node.name() + " ended; its words are in " + node.folder().resolve("process.log"));
      }
      Optional<NodeStatus> status = processes.status(node.folder());
      if (status.isPresent()) {
        Optional<MembershipHistory> own = members.ask(key, config.listen());
        boolean member = own.filter(known -> isMember(known, key, status.get())).isPresent();
        if (member && status.get().ready()) {
          return status.get();
        }
        last = progress(status.get(), member, config);
        if (System.nanoTime() > nextReportNs) {
          report.accept(last);
          nextReportNs = System.nanoTime() + REPORT.toNanos();
        }
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    throw new IOException(
        node.name()
            + " does not take part after "
            + LIMIT.toSeconds()
            + " s ("
            + last
            + "); the same command continues");
  }

  /** A member of the newest epoch that it knows, with the state at whose height that began. */
  private static boolean isMember(MembershipHistory known, PublicKey key, NodeStatus status) {
    int epoch = known.current();
    return known.members(epoch).contains(key) && status.height() >= known.first(epoch) - 1;
  }

  /** The members change at a checkpoint, up to which the chain is filled (decision 0072). */
  private String progress(NodeStatus status, boolean member, NodeConfig config) {
    if (member) {
      return node.name() + ": a member, and not ready: " + status.reason();
    }
    long interval = config.consensus().checkpointInterval();
    return String.format(
        Locale.ROOT,
        "%s: height %d; the members change at the next multiple of %d",
        node.name(),
        status.height(),
        interval);
  }
}
