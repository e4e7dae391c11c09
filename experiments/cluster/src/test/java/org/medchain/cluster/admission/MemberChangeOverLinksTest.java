package org.medchain.cluster.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.cluster.Awaited.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.admission.PeerConnection.TablePeer;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.MemberChange;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.admission.AdmissionOutcome;
import org.medchain.node.admission.MessageKind;
import org.medchain.node.admission.PeerStanding;
import org.medchain.node.center.CertificateAuthorityFiles;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.ConsensusConfig.RequestAuthenticationSetting;
import org.medchain.node.host.ForwardingReplicaNetwork;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;
import org.medchain.node.host.NodePorts.HostedNetwork;
import org.medchain.node.host.ReplicaNetwork;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.PeerRole;

/**
 * NODE-19: each cell of the table that a certificate and the state can have, over the real links of
 * a real node; of members to be and former ones, while a change is ordered and not in force, and
 * after it.
 */
@Tag("process")
class MemberChangeOverLinksTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** K, and where the change of height 1 comes into force. */
  private static final int BOUNDARY = 16;

  private static final int LEAVING = 3;
  private static final List<PeerRole> NODES =
      List.of(PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE);

  @TempDir private Path folder;

  private final AtomicBoolean held = new AtomicBoolean(true);
  private final List<FullNode> nodes = new ArrayList<>();
  private final ConnectionLoop loop = new ConnectionLoop("peers");
  private final SecureRandom random = new SecureRandom();
  private final KeyPair joining = Identity.generateLedgerKeys(random);

  @AfterEach
  void end() throws Exception {
    for (FullNode each : nodes) {
      each.close();
    }
    loop.close();
  }

  @Test
  void whoIsToComeAndWhoWasThereAreAdmittedByTheTable() throws Exception {
    ConsensusConfig often = ConsensusConfig.defaults(RequestAuthenticationSetting.SIGNED, BOUNDARY);
    ClusterFolder files = ClusterFolder.create(folder.resolve("c"), ClusterPlan.of(4).with(often));
    KeyPair leaving = CredentialFiles.read(files.node(LEAVING).resolve("credentials")).ledger();
    Map<PeerRole, Identity> joiner = certified(files, joining, "joining", NODES);
    Map<PeerRole, Identity> leaver = certified(files, leaving, "n3", NODES);
    NodePorts holding =
        new NodePorts() {
          @Override
          public ReplicaNetwork network(HostedNetwork own) {
            return new HeldCommits(own.network());
          }
        };
    for (int i = 0; i < LEAVING; i++) {
      nodes.add(
          FullNode.start(
              NodeConfigFile.read(files.nodeFile(i)),
              i == 0 ? NodePorts.system() : holding,
              (view, height) -> {}));
    }
    for (PeerRole role : PeerRole.values()) {
      KeyPair keys = Identity.generateLedgerKeys(random);
      String name = "peer-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
      Identity peer = certified(files, keys, name, List.of(role)).get(role);
      check(files, peer, role, PeerStanding.CERTIFIED);
    }
    order(files, new MemberChange.Replace(leaving.publicKey(), joining.publicKey()));
    await("the change at the node", () -> isOrdered(joining.publicKey()));
    for (PeerRole role : NODES) {
      check(files, joiner.get(role), role, PeerStanding.DESIGNATED);
      check(files, leaver.get(role), role, PeerStanding.MEMBER);
    }
    assertThat(nodes.get(0).ledger().height()).as("it is not in force").isLessThan(BOUNDARY);

    held.set(false);
    awaitRetirement(files, leaver.get(PeerRole.CONSENSUS_NODE));
    for (PeerRole role : NODES) {
      check(files, leaver.get(role), role, PeerStanding.RETIRED);
      check(files, joiner.get(role), role, PeerStanding.MEMBER);
    }
  }

  private Map<PeerRole, Identity> certified(
      ClusterFolder files, KeyPair keys, String name, List<PeerRole> roles) throws Exception {
    Map<PeerRole, Identity> identities = new EnumMap<>(PeerRole.class);
    try (Registrar registrar =
        new Registrar(
            files.center(),
            CertificateAuthorityFiles.read(files.center(), new char[0], random),
            ValidityPeriods.DEFAULT,
            InstantSource.system(),
            random)) {
      var issuer = new LocalCertificateIssuer(registrar, InstantSource.system(), random);
      for (PeerRole role : roles) {
        identities.put(role, issuer.identity(keys, role, name, List.of()));
      }
    }
    return identities;
  }

  private static void order(ClusterFolder files, MemberChange change) throws Exception {
    Identity center = CredentialFiles.read(files.center().resolve("credentials"));
    var config = NodeConfigFile.read(files.centerFile());
    try (ClusterLedgerClient client =
        new ClusterLedgerClient(files.genesis(), config.consensus(), center, config.peers())) {
      client.await(LEAVING, PATIENCE);
      var unused =
          client.submit(1, new ChangeMembers(change)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private boolean isOrdered(PublicKey member) {
    var ledger = nodes.get(0).ledger();
    return ledger
        .stateAt(ledger.height())
        .filter(state -> ConsensusNodes.of(state).contains(member))
        .isPresent();
  }

  private void check(ClusterFolder files, Identity identity, PeerRole role, PeerStanding standing)
      throws Exception {
    TablePeer peer = new TablePeer(identity, role, standing);
    try (PeerConnection connection = new PeerConnection(files, loop, nodes.get(0), peer)) {
      connection.checkMessages();
      connection.checkCalls();
    }
  }

  private void awaitRetirement(ClusterFolder files, Identity leaver) throws Exception {
    TablePeer peer = new TablePeer(leaver, PeerRole.CONSENSUS_NODE, PeerStanding.RETIRED);
    try (PeerConnection connection = new PeerConnection(files, loop, nodes.get(0), peer)) {
      await(
          "the next epoch begins",
          () -> connection.outcome(MessageKind.COMMIT) == AdmissionOutcome.REFUSED);
    }
  }

  /** While they are held, no COMMIT leaves that could bring the change into force. */
  private final class HeldCommits extends ForwardingReplicaNetwork {
    HeldCommits(ReplicaNetwork network) {
      super(network);
    }

    private boolean isHeld(Envelope envelope) {
      return held.get()
          && envelope.code() == Commit.TYPE.code()
          && ((Commit) Commit.TYPE.decoder().apply(envelope)).height() >= BOUNDARY;
    }

    @Override
    public void broadcast(Envelope envelope) {
      if (!isHeld(envelope)) {
        super.broadcast(envelope);
      }
    }

    @Override
    public void send(PublicKey to, Envelope envelope) {
      if (!isHeld(envelope)) {
        super.send(to, envelope);
      }
    }
  }
}
