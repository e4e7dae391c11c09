package org.medchain.day.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.RunningProcess;

/** PROC-27: what a day added to disks is that of nodes that ran all the time. */
class NodeBytesTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  @TempDir private Path folder;
  private ClusterFolder cluster;

  @BeforeEach
  void fourNodes() throws IOException {
    cluster = new ClusterFolder(folder);
    for (int node = 0; node < 4; node++) {
      Files.createDirectories(store(node));
      Files.writeString(cluster.nodeFile(node), "");
      grow(node, 100);
      runs(node, ProcessHandle.current());
    }
  }

  private Path store(int node) {
    return cluster.node(node).resolve("data").resolve("store");
  }

  private void grow(int node, int bytes) throws IOException {
    Files.write(Files.createTempFile(store(node), "part", ""), new byte[bytes]);
  }

  private void runs(int node, ProcessHandle process) throws IOException {
    new RunningProcess(
            process.pid(), process.info().startInstant(), "127.0.0.1:1", NOWHERE, Optional.empty())
        .write(cluster.node(node));
  }

  /** No process has this number. */
  private void died(int node) throws IOException {
    new RunningProcess(
            Integer.MAX_VALUE, Optional.empty(), "127.0.0.1:1", NOWHERE, Optional.empty())
        .write(cluster.node(node));
  }

  @Test
  void nodesThatRanAllTheTimeAreAveraged() throws IOException {
    NodeBytes before = NodeBytes.of(cluster);
    for (int node = 0; node < 4; node++) {
      grow(node, 1000 + node);
    }
    DiskGrowth growth = NodeBytes.of(cluster).since(before);
    assertThat(growth.bytes()).containsEntry("store", 1001.5).hasSize(1);
    assertThat(growth.steady()).isEqualTo(4);
    assertThat(growth.nodes()).isEqualTo(4);
  }

  /** One dies during the day, one is dead from the beginning and comes back: both are left out. */
  @Test
  void oneThatWasAwayCountsNeitherAsNothingNorWithWhatItMissed() throws IOException {
    died(3);
    NodeBytes before = NodeBytes.of(cluster);
    grow(0, 1000);
    grow(1, 1000);
    died(2);
    grow(3, 900_000);
    runs(3, ProcessHandle.current());
    DiskGrowth growth = NodeBytes.of(cluster).since(before);
    assertThat(growth.bytes()).containsEntry("store", 1000.0);
    assertThat(growth.steady()).isEqualTo(2);
    assertThat(growth.nodes()).isEqualTo(4);
  }

  /** Another process: what it adds is partly what it missed. */
  @Test
  void oneThatWasStartedAgainIsLeftOut() throws IOException {
    NodeBytes before = NodeBytes.of(cluster);
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    for (int node = 0; node < 4; node++) {
      grow(node, 50);
      runs(node, parent);
    }
    DiskGrowth growth = NodeBytes.of(cluster).since(before);
    assertThat(growth.steady()).isZero();
    assertThat(growth.bytes()).isEmpty();
    assertThat(growth.total()).isZero();
  }

  @Test
  void aNodeWithoutDataIsNoError() throws IOException {
    Files.createDirectories(cluster.node(4));
    Files.writeString(cluster.nodeFile(4), "");
    runs(4, ProcessHandle.current());
    assertThat(NodeBytes.of(cluster).nodes()).hasSize(4);
  }
}
