package org.medchain.faults.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.NodeProcess;

/** The processes of a run when something goes wrong. */
class ClusterNodesTest {
  @TempDir Path folder;

  /** A node that does not come back. */
  static final class Refusing {
    private Refusing() {}

    public static void main(String[] args) {
      System.err.println("will not start");
      System.exit(2);
    }
  }

  /** FAULT-19: it is a finding of the run, which keeps its history. */
  @Test
  void aNodeThatDoesNotComeBackIsAProblemOfTheRun() throws Exception {
    Path where = ClusterFolder.create(folder.resolve("cluster"), ClusterPlan.of(4)).folder();
    try (ClusterNodes nodes =
        new ClusterNodes(where, Refusing.class, System.getProperty("java.class.path"))) {
      assertThat(nodes.awaitAll(node -> node == 1))
          .contains("after the heal: n1 ended: will not start");
    }
  }

  /** Lives until it is told to end, and does not come back after that. */
  static final class EndingLate {
    private EndingLate() {}

    public static void main(String[] args) throws Exception {
      Path own = Path.of(args[0]).getParent();
      if (Files.exists(own.resolve("begun"))) {
        System.err.println("will not start");
        System.exit(2);
      }
      Files.createFile(own.resolve("begun"));
      while (Files.notExists(own.resolve("healed"))) {
        Thread.sleep(200);
      }
    }
  }

  /** FAULT-19: a fault's process that ends after the heal is started again, once. */
  @Test
  void whatEndsLateByAFaultIsStartedAgain() throws Exception {
    Path where = ClusterFolder.create(folder.resolve("cluster"), ClusterPlan.of(4)).folder();
    try (ClusterNodes nodes =
        new ClusterNodes(where, EndingLate.class, System.getProperty("java.class.path"))) {
      nodes.beganCause(1);
      nodes.start(1);
      while (Files.notExists(nodes.folder(1).resolve("begun"))) {
        Thread.sleep(10);
      }
      nodes.endedCause(1);
      Files.createFile(nodes.folder(1).resolve("healed"));
      assertThat(nodes.awaitAll(node -> node == 1))
          .contains("after the heal: n1 ended: will not start");
    }
  }

  /**
   * FAULT-17: a nemesis that is still at work starts nothing behind the back of what ends a run.
   */
  @Test
  void nothingIsStartedAnyMoreOnceAllAreKilled() throws Exception {
    Path where = ClusterFolder.create(folder.resolve("cluster"), ClusterPlan.of(4)).folder();
    ClusterNodes nodes =
        new ClusterNodes(where, NodeProcess.class, System.getProperty("java.class.path"));
    nodes.close();
    assertThatThrownBy(() -> nodes.start(0))
        .isInstanceOf(IOException.class)
        .hasMessage("n0 is not started: the run is being ended");
    assertThatThrownBy(nodes::startAll).isInstanceOf(IOException.class);
    try (LocalCluster cluster = LocalCluster.of(where)) {
      for (ClusterMember each : cluster.members()) {
        assertThat(cluster.process(each)).isEmpty();
      }
    }
  }
}
