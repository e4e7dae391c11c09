package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.MembershipReader;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.WholeFolder;
import org.medchain.network.Membership;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * Brings back a member that lost its store, or has an old copy of it (CLUSTER-15): it gets a fresh
 * key, which the ledger puts in the old one's place, so that votes that it forgot belong to a key
 * that counts no more. Until that key is a member it follows, and votes on nothing.
 *
 * <p>Every step may be interrupted; the same call continues.
 */
public final class MemberRecovery {
  private final ClusterFolder cluster;
  private final MemberFiles node;
  private final ProcessControl processes;
  private final Consumer<String> report;
  private final CenterOrders center;

  private MemberRecovery(
      ClusterFolder cluster, MemberFiles node, ProcessControl processes, Consumer<String> report) {
    this.cluster = cluster;
    this.node = node;
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
    MemberFiles.remake(cluster, name);
    MemberFiles node = MemberFiles.existing(cluster, name);
    String unused =
        ClusterChange.of(
            cluster,
            () -> {
              try (ProcessControl processes = new ProcessControl(starter);
                  MembershipReader members = new MembershipReader(cluster)) {
                new MemberRecovery(cluster, node, processes, report).run(members);
              }
              return name;
            });
  }

  private void run(MembershipReader members)
      throws UserInputException, IOException, InterruptedException {
    MembershipWatch watch = new MembershipWatch(cluster, processes, members, report);
    Optional<Replacement> begun = Replacement.read(node.folder());
    Membership now = watch.requireOrders(node.name());
    if (begun.isPresent()) {
      report.accept(node.name() + ": its recovery continues after an interruption");
    } else if (isFollower()) {
      recoverFollower();
      return;
    } else if (!now.contains(node.key())) {
      throw MembershipWatch.refusal(
          "its key " + node.key().brief() + " is no member's; 'cluster join' adds a member");
    }
    Replacement replacement = begun.isPresent() ? begun.get() : begin();
    exchange(replacement);
    processes.start(node);
    report.accept(
        node.name() + " runs under its new key " + replacement.to().brief() + " and follows");
    center.change(
        new MemberChange.Replace(replacement.from(), replacement.to()), Outcome.NODE_EXISTS);
    report.accept("the ledger puts the new key in the place of " + replacement.from().brief());
    node.renameKey(replacement.from(), replacement.to());
    NodeStatus status = watch.awaitMember(node, replacement.to());
    // This makes a block, on which the node looks below its state, also where the chain is idle.
    center.revoke(replacement.from());
    watch.awaitLedger(node, replacement.to(), status.height());
    node.deleteLost(replacement);
    report.accept(
        String.format(
            Locale.ROOT,
            "%s is recovered: height %d; the key %s is revoked",
            node.name(),
            status.height(),
            replacement.from().brief()));
  }

  private boolean isFollower() throws IOException {
    try {
      return Files.isDirectory(node.credentials())
          && CredentialFiles.read(node.credentials()).subject().role() == PeerRole.FOLLOWING_NODE;
    } catch (RefusedException e) {
      throw new IOException(node.credentials() + ": " + e.getMessage(), e);
    }
  }

  /** What votes on nothing can forget no vote: it keeps its key and follows from the beginning. */
  private void recoverFollower() throws UserInputException, IOException, InterruptedException {
    processes.stop(node.folder());
    Path lost = node.lostData(node.nextNumber());
    if (Files.isDirectory(node.config().data())) {
      DurableFile.move(node.config().data(), lost);
      report.accept(node.name() + ": its old data are in " + lost);
    }
    processes.start(node);
    report.accept(node.name() + " is no member; it runs and fetches the ledger");
  }

  /** Draws the fresh key; it is written down whole before anything is changed. */
  private Replacement begin() throws UserInputException, IOException, InterruptedException {
    PublicKey from = node.key();
    WholeFolder.delete(node.freshCredentials());
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
}
