package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;

/** NODE-16, STO-23: a start that is refused names the reason and leaves nothing open. */
class RefusedStartTest {
  @TempDir private Path folder;
  private ClusterFolder files;

  @BeforeEach
  void makeCluster() throws Exception {
    files = ClusterFolder.create(folder.resolve("cluster"), ClusterPlan.of(4));
  }

  private FullNode start() throws Exception {
    return FullNode.start(config(), NodePorts.system(), (view, height) -> {});
  }

  private NodeConfig config() throws Exception {
    return NodeConfigFile.read(files.nodeFile(0));
  }

  @Test
  void aTakenAddressLeavesNothingOpen() throws Exception {
    FullNode first = start();
    first.close();
    assertThat(threads()).isEmpty();
    try (var taken = new java.net.ServerSocket()) {
      var listen = config().listen();
      taken.bind(new java.net.InetSocketAddress(listen.getHostString(), listen.getPort()));
      assertThatThrownBy(this::start).hasMessageContaining("cannot listen");
    }
    assertThat(threads()).as("threads of the refused start").isEmpty();
    FolderVolume.open(config().data().resolve("store")).close();
    start().close();
  }

  /**
   * NODE-16, OPERATING.md#lost-note: the note beside the key is left: it knows that there was
   * another store.
   */
  @Test
  void aRemovedStoreIsRefusedAndTheIndexClosed() throws Exception {
    start().close();
    WholeFolder.delete(config().data().resolve("store"));
    assertThatThrownBy(this::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("this node has voted with another store: its votes are lost")
        .hasMessageContaining("--recover");
    assertThat(threads()).as("threads of the refused start").isEmpty();
  }

  private static List<String> threads() throws InterruptedException {
    return EndingThreads.remaining(name -> name.matches("medchain-(index|disk|scrub).*"));
  }
}
