package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.launcher.WholeFolder;

/**
 * CLUSTER-15: a node that a command started which was killed before the node had said where it is
 * reached.
 */
class StartAloneTest {
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
      try {
        // It would wait for the mute one, unless that ends before; a node that lacks its keys ends.
        WholeFolder.delete(member.folder().resolve("credentials"));
        assertThatThrownBy(() -> LocalCluster.startAlone(files, "n1"))
            .hasMessageContaining("n1 does not start");
        assertThat(first.isAlive()).isFalse();
      } finally {
        first.destroyForcibly();
      }
    }
  }
}
