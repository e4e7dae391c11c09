package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.InterruptedClusterTest.Mute;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.agency.client.Polling;

/** CLUSTER-14: clusters beside each other; their processes do nothing here. */
class SeveralClustersTest {
  private static final String HOME = "medchain.home";

  @TempDir private Path home;

  private final List<LocalCluster> clusters = new ArrayList<>();
  private String homeBefore;

  @BeforeEach
  void liveHere() {
    homeBefore = System.getProperty(HOME);
    System.setProperty(HOME, home.toString());
  }

  @AfterEach
  void nothingStays() throws Exception {
    if (homeBefore == null) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, homeBefore);
    }
    for (LocalCluster each : clusters) {
      for (LocalCluster.ClusterMember member : each.members()) {
        each.kill(member);
      }
      each.close();
    }
  }

  private Path clusters() {
    return home.resolve("results").resolve("runs").resolve("clusters");
  }

  /** A cluster of which some processes run. */
  private Path cluster(Path where, int running) throws Exception {
    ClusterPlan plan = ClusterPlan.of(4).withJvm(List.of("-Xms16m", "-Xmx32m"));
    LocalCluster cluster = LocalCluster.of(ClusterFolder.create(where, plan).folder());
    clusters.add(cluster);
    for (LocalCluster.ClusterMember each : cluster.members().subList(0, running)) {
      cluster.start(each, Mute.class);
    }
    // A process has its own command line only when the system has begun its program.
    var unused = Polling.until(Duration.ofSeconds(30), 10, () -> tagged(where) >= running);
    return where;
  }

  private static long tagged(Path where) {
    return ProcessTag.all().filter(each -> each.tag().folder().startsWith(where)).count();
  }

  @Test
  void aSecondOneHasToBeWanted() throws Exception {
    Path first = cluster(clusters().resolve("first"), 2);

    CommandRunner.CommandResult second = CommandRunner.cluster("up");
    assertThat(second.code()).isEqualTo(2);
    assertThat(second.out()).isEmpty();
    assertThat(second.err())
        .isEqualTo(
            "a cluster runs already: "
                + first
                + " (2 processes); --another starts one more, --folder names one");
    assertThat(RunningClusters.in(clusters())).containsExactly(first);
  }

  @Test
  void oneThatRunsIsNotStartedAgain() throws Exception {
    Path where = cluster(clusters().resolve("c"), 5);
    assertThat(CommandRunner.cluster("up", "--folder=" + where).well())
        .contains(where + ": this cluster runs already, nothing is started")
        .doesNotContain("ready after");
    assertThat(CommandRunner.cluster("start", "n1").well())
        .isEqualTo(where + ": n1 runs already, nothing is started\n");
  }

  @Test
  void whereSeveralRunOneHasToBeNamed() throws Exception {
    Path stopped = cluster(clusters().resolve("a"), 0);
    Path one = cluster(clusters().resolve("b"), 1);
    Path other = cluster(clusters().resolve("c"), 2);
    Path elsewhere = cluster(home.resolve("elsewhere"), 1);
    for (String command : List.of("status", "down")) {
      assertThat(CommandRunner.cluster(command).refused(2))
          .isEqualTo(
              "several clusters run; name one of them:\n  --folder "
                  + one
                  + " (1 process)\n  --folder "
                  + other
                  + " (2 processes)");
    }
    long self = ProcessHandle.current().pid();
    assertThat(CommandRunner.cluster("list").out().lines())
        .contains(
            "stopped  " + stopped,
            "1 of 5 processes run; they end with process " + self + "  " + one,
            "2 of 5 processes run; they end with process " + self + "  " + other,
            "1 of 5 processes run; they end with process " + self + "  " + elsewhere);

    // The one that is left is meant by a command that names none.
    assertThat(CommandRunner.cluster("down", "--folder=" + one).out()).contains(one + ": all stop");
    assertThat(CommandRunner.cluster("down").out())
        .contains(other + ": stopping center (", other + ": all stopped");
    assertThat(CommandRunner.cluster("down", "--folder=" + one).out())
        .isEqualTo(one + ": nothing runs\n");
  }

  /** CLUSTER-14: a node that left leaves a gap in the numbers, and those after it still count. */
  @Test
  void nodesAfterAGapAreNotForgotten(@TempDir Path own) throws Exception {
    ClusterFolder cluster = ClusterFolder.create(own.resolve("c"), ClusterPlan.of(5));
    WholeFolder.delete(cluster.node(1));
    assertThat(RunningClusters.folders(cluster))
        .containsExactly(
            cluster.center(), cluster.node(0), cluster.node(2), cluster.node(3), cluster.node(4));
  }

  /** CLUSTER-14: of those that are stopped. */
  @Test
  void theOneThatRanLastIsMeant(@TempDir Path own) throws Exception {
    for (String each : List.of("one", "two", "three")) {
      Files.createFile(
          Files.createDirectories(own.resolve(each).resolve("center"))
              .getParent()
              .resolve("genesis.bin"));
    }
    assertThatThrownBy(() -> RunningClusters.only(own))
        .hasMessageContaining("no cluster was started");
    for (String each : List.of("one", "two")) {
      Files.createFile(own.resolve(each).resolve("center/process.log"));
    }
    Files.setLastModifiedTime(
        own.resolve("two/center/process.log"), FileTime.fromMillis(4_000_000_000_000L));
    assertThat(RunningClusters.only(own)).isEqualTo(own.resolve("two"));
  }
}
