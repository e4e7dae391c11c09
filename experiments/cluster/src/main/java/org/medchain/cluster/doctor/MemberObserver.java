package org.medchain.cluster.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.MemberState.RunState;
import org.medchain.cluster.doctor.ProcessObservation.ProcessRole;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.GoneNodes;
import org.medchain.cluster.local.MembershipReader;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.network.Membership;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.config.NodeConfig.PeerAddress;
import org.medchain.node.identity.CredentialFiles;

/**
 * Who of the nodes that the center's config has are members: it has followers too, and who joins or
 * has left, and of a lost folder nothing else is known.
 */
final class MemberObserver implements AutoCloseable {
  private final ClusterFolder cluster;
  private final Optional<MembershipReader> reader;

  /** The newest that a store or an answer proves, from the members of the genesis block on. */
  private MembershipHistory proved;

  MemberObserver(ClusterFolder cluster, Genesis genesis) {
    this.cluster = cluster;
    this.proved = MembershipHistory.of(genesis.chainParameters(), genesis.membership());
    this.reader = reader(cluster);
  }

  private static Optional<MembershipReader> reader(ClusterFolder cluster) {
    try {
      return Optional.of(new MembershipReader(cluster));
    } catch (UserInputException | IOException e) {
      return Optional.empty(); // what cannot be read has a finding of its own
    }
  }

  void take(MembershipHistory said) {
    proved = said.current() > proved.current() ? said : proved;
  }

  /** Has a node of this machine say whom it knows. */
  void ask(String name, Optional<NodeConfig> config) throws InterruptedException {
    Optional<PeerAddress> node = peer(name, config);
    if (reader.isPresent() && node.isPresent()) {
      reader.get().ask(node.get().key(), node.get().address()).ifPresent(this::take);
    }
  }

  /**
   * Of a node that has shown its key where the center's config has it, which is not here: a folder
   * that moved to another machine is no lost one.
   */
  Optional<MemberState> elsewhere(ClusterMember member, Optional<NodeConfig> config)
      throws InterruptedException {
    Optional<PeerAddress> node = peer(member.name(), config);
    if (reader.isEmpty()
        || node.isEmpty()
        || RunObserver.isFree(node.get().address())
        || !reader.get().isLinked(node.get().key(), node.get().address())) {
      return Optional.empty();
    }
    ask(member.name(), config);
    String words = reader.get().unaccepted().orElse("");
    return Optional.of(
        new MemberState(member, Optional.empty(), RunState.ELSEWHERE, Optional.empty(), words));
  }

  /** By the ledger where the center's config has all members; else by the node's own config. */
  ProcessRole role(ProcessObservation node) {
    Optional<NodeConfig> config = FileObserver.config(node.folder().resolve("node.yaml"));
    List<PublicKey> all = peers().stream().map(PeerAddress::key).toList();
    Membership members = proved.members(proved.current());
    Optional<PublicKey> key = peer(node.name(), config).map(PeerAddress::key);
    boolean isMember =
        (key.isPresent() && all.containsAll(members.keys()))
            ? members.contains(key.get())
            : config.flatMap(NodeConfig::superior).isEmpty();
    return isMember ? ProcessRole.MEMBER : ProcessRole.FOLLOWER;
  }

  /** What the center's config has of a node, by its key, or by the name of a lost folder. */
  private Optional<PeerAddress> peer(String name, Optional<NodeConfig> config) {
    try {
      if (config.isEmpty()) {
        return Optional.ofNullable(GoneNodes.of(cluster).get(name));
      }
      NodeConfig own = config.get();
      Predicate<PeerAddress> isOwn = peer -> peer.address().equals(own.listen());
      if (Files.isDirectory(own.credentials())) {
        PublicKey key = CredentialFiles.read(own.credentials()).ledger().publicKey();
        isOwn = peer -> peer.key().equals(key);
      }
      return peers().stream().filter(isOwn).findFirst();
    } catch (UserInputException | IOException e) {
      return Optional.empty();
    }
  }

  private List<PeerAddress> peers() {
    return FileObserver.config(cluster.centerFile()).map(NodeConfig::peers).orElse(List.of());
  }

  @Override
  public void close() {
    reader.ifPresent(MembershipReader::close);
  }
}
