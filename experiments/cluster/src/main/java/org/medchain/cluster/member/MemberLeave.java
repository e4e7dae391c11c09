package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.consensus.QuorumSizes;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.network.Membership;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.operations.NodeStatus;

/**
 * Removes a member from a cluster on this machine (CLUSTER-18): it goes when the others decide
 * without it, since until then it may be needed for their quorum (decision 0072).
 */
public final class MemberLeave {
  private MemberLeave() {}

  /**
   * Removes a member, stops it, revokes its key and lays its folder aside.
   *
   * @throws UserInputException if nothing can be done now, and nothing was changed
   */
  @SuppressWarnings("try")
  public static void run(ClusterFolder cluster, String name, Consumer<String> report)
      throws UserInputException, IOException, InterruptedException {
    MemberFiles node = MemberFiles.existing(cluster, name);
    try (ClusterChange unused = ClusterChange.begin(cluster);
        MembershipWatch watch = new MembershipWatch(cluster, report)) {
      leave(watch, node);
    }
  }

  private static void leave(MembershipWatch watch, MemberFiles node)
      throws UserInputException, IOException, InterruptedException {
    Membership now = watch.requireOrders("");
    PublicKey key = node.key();
    if (now.contains(key) && now.size() <= QuorumSizes.MIN_NODES) {
      throw MembershipWatch.refusal(
          "of " + now.size() + " members none can leave: fewer tolerate no Byzantine one");
    }
    watch.center().change(new MemberChange.Remove(key), Outcome.UNKNOWN_NODE);
    if (now.contains(key)) {
      watch.say("the ledger removes the key %s", key.brief());
    }
    NodeStatus status = watch.awaitWithout(staying(watch.cluster(), node.name()), key);
    MembershipWatch.stop(node.folder());
    watch.center().revoke(key);
    withoutPeer(watch.cluster(), key);
    Path left = layAside(watch.cluster(), node);
    watch.say(
        "%s left: the others decide without it from height %d; its files are in %s",
        node.name(), status.height(), left);
  }

  private static MemberFiles staying(ClusterFolder cluster, String leaving) throws IOException {
    for (MemberFiles each : MemberFiles.all(cluster)) {
      if (!each.name().equals(leaving) && RunningProcess.process(each.folder()).isPresent()) {
        return each;
      }
    }
    throw new IOException("no other node runs");
  }

  private static void withoutPeer(ClusterFolder cluster, PublicKey key)
      throws UserInputException, IOException {
    for (Path each : MemberFiles.configs(cluster)) {
      if (Files.readString(each).contains(key.value().toHex())) {
        NodeConfigFile.changePeers(
            each, peers -> peers.stream().filter(peer -> !peer.key().equals(key)).toList());
      }
    }
  }

  /** Out of the cluster's nodes; its number leaves a gap. */
  private static Path layAside(ClusterFolder cluster, MemberFiles node) throws IOException {
    Path folder = Files.createDirectories(cluster.folder().resolve("left"));
    Path left = folder.resolve(node.name());
    for (int number = 2; Files.exists(left); number++) {
      left = folder.resolve(node.name() + "-" + number);
    }
    return DurableFile.move(node.folder(), left);
  }
}
