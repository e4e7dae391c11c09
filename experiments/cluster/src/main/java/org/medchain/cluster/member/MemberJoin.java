package org.medchain.cluster.member;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.FreePorts;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.config.NodeConfig.PeerAddress;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.operations.NodeStatus;

/**
 * Makes a further member of a cluster on this machine (CLUSTER-18). Its folder appears whole or not
 * at all, with a mark until it takes part, so that the same call continues after an interruption.
 */
public final class MemberJoin {
  private static final String MARK = "joining";

  private MemberJoin() {}

  /**
   * Adds a member and returns its name when it takes part.
   *
   * @param starter also of the center, which connects to the new node after a restart
   * @throws UserInputException if nothing can be done now, and nothing was changed
   */
  @SuppressWarnings("try")
  public static String run(ClusterFolder cluster, NodeStarter starter, Consumer<String> report)
      throws UserInputException, IOException, InterruptedException {
    try (ClusterChange unused = ClusterChange.begin(cluster);
        MembershipWatch watch = new MembershipWatch(cluster, report)) {
      return run(cluster, watch, starter);
    }
  }

  private static String run(ClusterFolder cluster, MembershipWatch watch, NodeStarter starter)
      throws UserInputException, IOException, InterruptedException {
    Optional<MemberFiles> begun = Optional.empty();
    for (MemberFiles each : MemberFiles.all(cluster)) {
      begun = Files.exists(each.folder().resolve(MARK)) ? Optional.of(each) : begun;
    }
    var unused = watch.requireOrders(begun.map(MemberFiles::name).orElse(""));
    MemberFiles node = begun.isPresent() ? begun.get() : create(cluster, watch);
    PublicKey key = node.key();
    if (addPeer(cluster.centerFile(), node)) {
      MembershipWatch.stop(cluster.center());
      starter.start("center");
    }
    starter.start(node.name());
    watch.say("%s runs in %s and follows", node.name(), node.folder());
    watch.center().change(new MemberChange.Add(key, Role.TERTIARY_HOSPITAL), Outcome.NODE_EXISTS);
    watch.say("the ledger adds its key %s", key.brief());
    NodeStatus status = watch.awaitMember(node, key);
    Files.deleteIfExists(node.folder().resolve(MARK));
    watch.say("%s is a member: height %d", node.name(), status.height());
    return node.name();
  }

  private static MemberFiles create(ClusterFolder cluster, MembershipWatch watch)
      throws UserInputException, IOException, InterruptedException {
    List<Integer> numbers = cluster.nodeNumbers();
    int number = numbers.get(numbers.size() - 1) + 1;
    MemberFiles first = new MemberFiles(cluster, "n" + numbers.get(0));
    MemberFiles node = new MemberFiles(cluster, "n" + number);
    Path part = cluster.folder().resolve("nodes").resolve("part");
    WholeFolder.delete(part);
    PrivateFiles.createDirectory(part);
    NodeConfig model = first.config();
    String host = model.listen().getHostString();
    NodeConfig config =
        MemberFiles.config(
            cluster,
            node.name(),
            new InetSocketAddress(host, freePort(host)),
            model.consensus(),
            model.force(),
            part);
    Identity identity =
        watch.center().enrol(node.name(), CredentialFiles.read(first.credentials()).addresses());
    CredentialFiles.write(part.resolve("credentials"), identity);
    DurableFile.write(
        part.resolve("genesis.bin"), Bytes.of(Files.readAllBytes(cluster.genesisFile())));
    DurableFile.write(part.resolve(MARK), "");
    DurableFile.write(part.resolve("node.yaml"), NodeConfigFile.text(config, part));
    DurableFile.move(part, node.folder());
    return node;
  }

  private static int freePort(String host) throws IOException {
    try (ServerSocket socket = FreePorts.reserve(InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }

  /** Whether the center's config did not have it. Other nodes are dialled by the new one. */
  private static boolean addPeer(Path file, MemberFiles node)
      throws UserInputException, IOException {
    PeerAddress peer = new PeerAddress(node.key(), node.config().listen());
    boolean known =
        NodeConfigFile.read(file).peers().stream().anyMatch(it -> it.key().equals(peer.key()));
    if (!known) {
      NodeConfigFile.changePeers(
          file, peers -> Stream.concat(peers.stream(), Stream.of(peer)).toList());
    }
    return !known;
  }
}
