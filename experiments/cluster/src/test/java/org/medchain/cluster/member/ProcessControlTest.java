package org.medchain.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;

/**
 * CLUSTER-15: a node that a command started which was killed before the node had said where it is
 * reached.
 */
class ProcessControlTest {
  @TempDir private Path temp;

  /** A process that never says where it is. */
  static final class Mute {
    private Mute() {}

    public static void main(String[] args) throws InterruptedException {
      TimeUnit.MINUTES.sleep(5);
    }
  }

  @Test
  void noSecondOneIsStartedBesideIt() throws Exception {
    ClusterPlan plan = ClusterPlan.of(4).withJvm(List.of("-Xms16m", "-Xmx32m"));
    ClusterFolder files = ClusterFolder.create(temp.resolve("c"), plan);
    try (LocalCluster killed = LocalCluster.of(files.folder())) {
      LocalCluster.ClusterMember member = killed.member("n1");
      killed.start(member, Mute.class);
      ProcessHandle first = killed.process(member).orElseThrow();
      List<Boolean> ran = new ArrayList<>();
      try (ProcessControl processes = new ProcessControl(name -> ran.add(first.isAlive()))) {
        processes.start(new MemberFiles(files, "n1"));
      } finally {
        first.destroyForcibly();
      }
      assertThat(ran).as("whether it ran at each start").containsExactly(false);
    }
  }
}
