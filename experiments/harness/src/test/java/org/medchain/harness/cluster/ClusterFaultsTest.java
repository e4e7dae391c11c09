package org.medchain.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.simulation.model.RandomStreams;

/** FAULT-3: the cluster host does a kind, or says why it cannot; never both, never neither. */
class ClusterFaultsTest {
  @TempDir Path folder;

  @Test
  void eachKindIsInTheTableOrHasAnObstacle() throws Exception {
    RandomStreams random = new RandomStreams(1);
    ClusterFolder files = ClusterFolder.create(folder.resolve("c"), ClusterPlan.of(4));
    try (ProxiedNetwork network = ProxiedNetwork.between(files, 4, random.stream("links", 0));
        ClusterNodes nodes = new ClusterNodes(files.folder(), NodeProcess.class);
        CenterOperator operator = new CenterOperator(files, nodes)) {
      ClusterFaults faults =
          new ClusterFaults(
                  nodes,
                  network,
                  new StoreDamage(random.stream("damage", 0)),
                  new InjectedNodeFaults(1),
                  folder.resolve("copies"))
              .with(operator, 4)
              .with(new HostilePeerFault(files, nodes, operator, 1, what -> {}))
              .with(
                  new RollingUpgrade(
                      nodes,
                      new NextVersion(Optional.empty()),
                      folder.resolve("next"),
                      what -> {}));
      for (NemesisKind kind : NemesisKind.values()) {
        assertThat(faults.of(kind).isPresent())
            .as(kind.word())
            .isNotEqualTo(new ClusterHost().obstacle(kind).isPresent());
      }
    }
  }
}
