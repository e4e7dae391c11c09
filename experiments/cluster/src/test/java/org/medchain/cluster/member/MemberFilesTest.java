package org.medchain.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.data.PublicKey;
import org.medchain.node.config.NodeConfig;

/** CLUSTER-15: the files of a member that gets another key, interrupted or not. */
class MemberFilesTest {
  @TempDir private Path temp;
  private ClusterFolder cluster;
  private MemberFiles node;
  private Replacement replacement;

  @BeforeEach
  void lostStore() throws Exception {
    cluster = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4).withClients(1));
    node = new MemberFiles(cluster, "n1");
    Files.createDirectories(node.config().data().resolve("store"));
    Files.writeString(node.configFile(), Files.readString(node.configFile()) + "trace: \"t\"\n");
    // Any other identity is a fresh one here.
    Files.move(cluster.node(3).resolve("credentials"), node.freshCredentials());
    PublicKey fresh = new MemberFiles(cluster, "n3").key();
    replacement = new Replacement(node.key(), fresh, node.nextNumber());
    replacement.write(node.folder());
  }

  /** OPERATING.md#lost-replacement. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void anExchangeThatWasInterruptedIsCompleted(int done) throws Exception {
    Path aside = node.folder().resolve("credentials-lost-1");
    if (done > 0) {
      Files.move(node.credentials(), aside);
    }
    if (done > 1) {
      Files.move(node.config().data(), node.lostData(1));
    }
    if (done > 2) {
      node.exchange(replacement);
    }
    assertThat(Replacement.read(node.folder())).contains(replacement);

    node.exchange(replacement);

    assertThat(node.key()).isEqualTo(replacement.to());
    assertThat(node.freshCredentials()).doesNotExist();
    assertThat(node.config().data()).doesNotExist();
    assertThat(node.lostData(1).resolve("store")).isDirectory();
    assertThat(aside).isDirectory();
    assertThat(node.config().trace()).isEmpty();

    node.deleteLost(replacement);
    assertThat(node.lostData(1)).doesNotExist();
    assertThat(aside).doesNotExist();
    assertThat(Replacement.read(node.folder())).isEmpty();
  }

  /** Without credentials the center's config says who the node is. */
  @Test
  void aKeyIsKnownByItsAddressAsWell() throws Exception {
    PublicKey key = node.key();
    Files.move(node.credentials(), temp.resolve("away"));

    assertThat(node.key()).isEqualTo(key);
  }

  @Test
  void allConfigsNameTheFreshKey() throws Exception {
    PublicKey fresh = cluster.clientIdentity(0).ledger().publicKey();

    node.renameKey(replacement.from(), fresh);

    for (Path each : MemberFiles.configs(cluster)) {
      Set<PublicKey> keys = new TreeSet<>();
      NodeConfigFile.read(each).peers().stream()
          .map(NodeConfig.PeerAddress::key)
          .forEach(keys::add);
      assertThat(keys).doesNotContain(replacement.from());
      assertThat(keys.contains(fresh)).isEqualTo(!each.equals(node.configFile()));
    }
  }
}
