package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.InterruptedClusterTest.Mute;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;

/** CLUSTER-8, FAULT-17: who ends processes on purpose knows those that ended by themselves. */
class OwnedClusterTest {
  @TempDir private Path folder;

  private LocalCluster cluster() throws Exception {
    ClusterPlan plan = ClusterPlan.of(4).withJvm(List.of("-Xms16m", "-Xmx32m"));
    return LocalCluster.of(ClusterFolder.create(folder.resolve("c"), plan).folder());
  }

  @Test
  void onlyWhatEndsByItselfIsASurprise() throws Exception {
    try (OwnedCluster processes = new OwnedCluster(cluster())) {
      List<LocalCluster.ClusterMember> three = processes.cluster().members().subList(1, 4);
      for (LocalCluster.ClusterMember each : three) {
        processes.start(each, Mute.class);
      }
      assertThat(processes.unexpectedEnds(three)).isEmpty();
      processes.kill(three.get(0));
      processes.stop(three.get(1), Duration.ofSeconds(20));
      assertThat(processes.unexpectedEnds(three)).isEmpty();

      processes.cluster().kill(three.get(2)); // as if something else had done it
      assertThat(processes.unexpectedEnds(three)).containsExactly(three.get(2));
      assertThat(processes.unexpectedEnds(three)).isEmpty();

      processes.start(three.get(0), Mute.class);
      processes.expectEnd(three.get(0));
      processes.cluster().kill(three.get(0));
      assertThat(processes.unexpectedEnds(three)).isEmpty();
    }
  }

  /** FAULT-17: as long as its disk fails, a node may end again after another heal started it. */
  @Test
  void whatHasACauseToEndMayEndAgain() throws Exception {
    try (OwnedCluster processes = new OwnedCluster(cluster())) {
      List<LocalCluster.ClusterMember> one = processes.cluster().members().subList(1, 2);
      LocalCluster.ClusterMember member = one.get(0);
      processes.start(member, Mute.class);
      processes.beganCause(member);
      processes.beganCause(member);
      for (int i = 0; i < 2; i++) {
        processes.cluster().kill(member); // as if it had done it itself
        processes.start(member, Mute.class);
        processes.endedCause(member);
      }
      processes.start(member, Mute.class); // it runs: it may be ending
      processes.cluster().kill(member);
      assertThat(processes.unexpectedEnds(one)).isEmpty();

      processes.start(member, Mute.class);
      processes.cluster().kill(member);
      assertThat(processes.unexpectedEnds(one)).containsExactly(member);
    }
  }

  @Test
  void closingEndsAllAndStartsNothingMore() throws Exception {
    OwnedCluster processes = new OwnedCluster(cluster());
    LocalCluster.ClusterMember one = processes.cluster().members().get(1);
    processes.start(one, Mute.class);
    processes.signal(one, "STOP");
    ProcessHandle process = processes.cluster().process(one).orElseThrow();
    processes.close();
    assertThat(process.isAlive()).isFalse();
    assertThatThrownBy(() -> processes.start(one))
        .isInstanceOf(IOException.class)
        .hasMessage("n0 is not started: the run is being ended");
  }
}
