package org.medchain.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.NodeProcess;

/** FAULT-17: a nemesis that is still at work starts nothing behind the back of what ends a run. */
class ClusterNodesTest {
  @TempDir Path folder;

  @Test
  void nothingIsStartedAnyMoreOnceAllAreKilled() throws Exception {
    Path where = ClusterFolder.create(folder.resolve("cluster"), ClusterPlan.of(4)).folder();
    ClusterNodes nodes = new ClusterNodes(where, NodeProcess.class);
    nodes.close();
    assertThatThrownBy(() -> nodes.start(0))
        .isInstanceOf(IOException.class)
        .hasMessage("n0 is not started: the run is being ended");
    assertThatThrownBy(nodes::startAll).isInstanceOf(IOException.class);
    try (LocalCluster cluster = LocalCluster.of(where)) {
      for (LocalCluster.ClusterMember each : cluster.members()) {
        assertThat(cluster.process(each)).isEmpty();
      }
    }
  }
}
