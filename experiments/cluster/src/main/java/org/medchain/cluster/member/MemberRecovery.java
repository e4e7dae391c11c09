package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.cluster.local.ClusterFolder;
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
  private final MembershipWatch watch;
  private final MemberFiles node;

  private MemberRecovery(MembershipWatch watch, MemberFiles node) {
    this.watch = watch;
    this.node = node;
  }

  /**
   * Recovers a node and returns when it takes part.
   *
   * @param report gets what happens, in lines
   * @throws UserInputException if nothing can be done now, and nothing was changed
   * @throws IOException if it got stuck on the way; the same call continues
   */
  @SuppressWarnings("try")
  public static void run(ClusterFolder cluster, String name, Consumer<String> report)
      throws UserInputException, IOException, InterruptedException {
    MemberFiles.remake(cluster, name);
    MemberFiles node = MemberFiles.existing(cluster, name);
    try (ClusterChange unused = ClusterChange.begin(cluster);
        MembershipWatch watch = new MembershipWatch(cluster, report)) {
      new MemberRecovery(watch, node).run();
    }
  }

  private void run() throws UserInputException, IOException, InterruptedException {
    Optional<Replacement> begun = Replacement.read(node.folder());
    Membership now = watch.requireOrders(node.name());
    if (begun.isPresent()) {
      watch.say("%s: its recovery continues after an interruption", node.name());
    } else if (isFollower()) {
      recoverFollower();
      return;
    } else if (!now.contains(node.key())) {
      throw MembershipWatch.refusal(
          "its key " + node.key().brief() + " is no member's; 'cluster join' adds a member");
    }
    Replacement replacement = begun.isPresent() ? begun.get() : begin();
    PublicKey from = replacement.from();
    PublicKey to = replacement.to();
    exchange(replacement);
    watch.start(node);
    watch.say("%s runs under its new key %s and follows", node.name(), to.brief());
    watch.center().change(new MemberChange.Replace(from, to), Outcome.NODE_EXISTS);
    watch.say("the ledger puts the new key in the place of %s", from.brief());
    node.renameKey(from, to);
    NodeStatus status = watch.awaitMember(node, to);
    // This makes a block, on which the node looks below its state, also where the chain is idle.
    watch.center().revoke(from);
    watch.awaitLedger(node, to, status.height());
    node.deleteLost(replacement);
    watch.say(
        "%s is recovered: height %d; the key %s is revoked",
        node.name(), status.height(), from.brief());
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
    MembershipWatch.stop(node.folder());
    Path lost = node.lostData(node.nextNumber());
    if (Files.isDirectory(node.config().data())) {
      DurableFile.move(node.config().data(), lost);
      watch.say("%s: its old data are in %s", node.name(), lost);
    }
    watch.start(node);
    watch.say("%s is no member; it runs and fetches the ledger", node.name());
  }

  /** Draws the fresh key; it is written down whole before anything is changed. */
  private Replacement begin() throws UserInputException, IOException, InterruptedException {
    PublicKey from = node.key();
    WholeFolder.delete(node.freshCredentials());
    Identity fresh = watch.center().enrol(node.name(), addresses());
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
      MembershipWatch.stop(node.folder());
      node.exchange(replacement);
      Path lost = node.lostData(replacement.number());
      if (Files.isDirectory(lost)) {
        watch.say("%s: its old data are in %s until it is recovered", node.name(), lost);
      }
    }
  }
}
