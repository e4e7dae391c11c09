package org.medchain.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.cluster.member.NodeStarter;
import org.medchain.experiments.config.UserInputException;

/** Starts nodes of a cluster whose keys may have changed since the last start. */
record NodeProcessStarter(ClusterFolder folder) implements NodeStarter {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final long POLL_MS = 20;

  @Override
  public void start(String name) throws UserInputException, IOException, InterruptedException {
    try (LocalCluster cluster = LocalCluster.of(folder.folder())) {
      LocalCluster.ClusterMember member = cluster.member(name);
      cluster.start(member);
      long endNs = System.nanoTime() + LIMIT.toNanos();
      while (RunningProcess.read(member.folder()).isEmpty()) {
        if (cluster.process(member).isEmpty()) {
          throw new IOException(name + " ended: " + cluster.outputTail(member));
        }
        if (System.nanoTime() > endNs) {
          throw new IOException(name + " takes no connections after " + LIMIT.toSeconds() + " s");
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      }
      // It has a part in a change of the members, which the same command continues later.
      cluster.release();
    }
  }
}
