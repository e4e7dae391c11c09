package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Ed25519;
import org.medchain.data.PublicKey;
import org.medchain.node.center.SignedGenesis;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;

/**
 * NODE-8, PROC-6: what a new cluster consists of. REG-3: every process has drawn a key of its own.
 */
class ClusterFolderTest {
  @TempDir private Path folder;

  @Test
  void everyProcessHasKeysCertificatesAndAConfigOfItsOwn() throws Exception {
    ClusterFolder cluster = ClusterFolder.create(folder.resolve("c"), plan());
    Set<PublicKey> keys = new HashSet<>();
    List<PublicKey> nodes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      NodeConfig config = NodeConfigFile.read(cluster.nodeFile(i));
      Identity identity = CredentialFiles.read(config.credentials());
      keys.add(identity.ledger().publicKey());
      boolean member = i < 4;
      if (member) {
        nodes.add(identity.ledger().publicKey());
      }
      assertThat(identity.subject().role())
          .isEqualTo(member ? PeerRole.CONSENSUS_NODE : PeerRole.FOLLOWING_NODE);
      assertThat(config.peers()).hasSize(member ? 3 : 4);
      assertThat(config.superior().isPresent()).isEqualTo(!member);
      assertThat(cluster.genesis().membership().contains(identity.ledger().publicKey()))
          .isEqualTo(member);
    }
    for (int i = 0; i < 2; i++) {
      PublicKey client = cluster.clientIdentity(i).ledger().publicKey();
      keys.add(client);
      assertThat(Registration.role(cluster.genesis().state(), client)).isPresent();
    }
    assertThat(keys).hasSize(7);
    SignedGenesis signed =
        Codec.of(SignedGenesis.class)
            .decoded(Bytes.of(Files.readAllBytes(cluster.signedGenesisFile())));
    PublicKey center = cluster.genesis().terms().center();
    assertThat(Files.readString(cluster.centerKeyFile()).strip()).isEqualTo(center.value().toHex());
    assertThat(signed.chain()).isEqualTo(cluster.genesis().chain());
    assertThat(signed.isBy(center, new Ed25519())).isTrue();
    assertThat(signed.isBy(cluster.nodeKey(0), new Ed25519())).isFalse();
    Collections.reverse(nodes);
    assertThat(
            new SignedGenesis(signed.header(), signed.window(), nodes, signed.signature())
                .isBy(center, new Ed25519()))
        .isFalse();
  }

  private static ClusterPlan plan() {
    return ClusterPlan.of(4).withFollowers(1).withClients(2);
  }

  @Test
  void aClusterThatIsThereIsNotOverwritten() throws Exception {
    ClusterFolder cluster = ClusterFolder.create(folder.resolve("c"), ClusterPlan.of(1));
    var genesis = cluster.genesis();
    assertThatThrownBy(() -> ClusterFolder.create(folder.resolve("c"), ClusterPlan.of(1)))
        .isInstanceOf(IOException.class);
    assertThat(cluster.genesis()).isEqualTo(genesis);
  }
}
