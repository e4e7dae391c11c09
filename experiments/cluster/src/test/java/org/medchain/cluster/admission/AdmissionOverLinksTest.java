package org.medchain.cluster.admission;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.InProcessNodes;
import org.medchain.cluster.admission.PeerConnection.TablePeer;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.node.admission.PeerStanding;
import org.medchain.node.center.CertificateAuthorityFiles;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.host.FullNode;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.PeerRole;

/**
 * NODE-19: each cell of the table that a certificate and the genesis block can have, over the real
 * links of a real node; {@link MemberChangeOverLinksTest} has the others.
 */
@Tag("process")
class AdmissionOverLinksTest {
  @TempDir private Path folder;

  private List<TablePeer> peers(ClusterFolder files) throws Exception {
    List<TablePeer> peers = new ArrayList<>();
    Identity member = CredentialFiles.read(files.node(1).resolve("credentials"));
    peers.add(new TablePeer(member, PeerRole.CONSENSUS_NODE, PeerStanding.MEMBER));
    SecureRandom random = new SecureRandom();
    try (Registrar registrar =
        new Registrar(
            files.center(),
            CertificateAuthorityFiles.read(files.center(), new char[0], random),
            ValidityPeriods.DEFAULT,
            InstantSource.system(),
            random)) {
      LocalCertificateIssuer issuer =
          new LocalCertificateIssuer(registrar, InstantSource.system(), random);
      // The ledger may make a following node a member.
      Identity follower =
          issuer.identity(
              CredentialFiles.read(files.node(2).resolve("credentials")).ledger(),
              PeerRole.FOLLOWING_NODE,
              "n2",
              List.of());
      peers.add(new TablePeer(follower, PeerRole.FOLLOWING_NODE, PeerStanding.MEMBER));
      for (PeerRole role : PeerRole.values()) {
        String name = "peer-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Identity identity =
            issuer.identity(Identity.generateLedgerKeys(random), role, name, List.of());
        peers.add(new TablePeer(identity, role, PeerStanding.CERTIFIED));
      }
    }
    return peers;
  }

  @Test
  void eachCellIsCarriedOut() throws Exception {
    ClusterFolder files = ClusterFolder.create(folder.resolve("cluster"), ClusterPlan.of(4));
    List<TablePeer> peers = peers(files);
    try (ConnectionLoop loop = new ConnectionLoop("peers");
        FullNode node = InProcessNodes.node(files, 0)) {
      for (TablePeer peer : peers) {
        try (PeerConnection connection = new PeerConnection(files, loop, node, peer)) {
          connection.checkMessages();
          connection.checkCalls();
        }
      }
    }
  }
}
