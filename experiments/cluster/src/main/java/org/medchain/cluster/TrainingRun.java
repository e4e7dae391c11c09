package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.medchain.cluster.center.CenterProcess;
import org.medchain.cluster.load.LoadPlan;
import org.medchain.cluster.load.LoadProcess;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.experiments.Medchain;
import org.medchain.node.agency.client.Polling;

/**
 * A short life of a whole cluster within one JVM, which is started so that it keeps the classes
 * that were loaded for processes to come ({@link org.medchain.cluster.local.StartupCache}): all
 * that a process does at start and stop is done here once.
 */
public final class TrainingRun {
  private static final int NODES = 4;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration LOAD = Duration.ofSeconds(2);

  private TrainingRun() {}

  /**
   * Rehearses, and ends the JVM.
   *
   * @param args a folder for the cluster, which must not exist yet
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Path where = Path.of(args[0]);
    ClusterFolder folder =
        ClusterFolder.create(where, ClusterPlan.of(NODES).withClients(1).withForce(false));
    start(() -> CenterProcess.main(file(folder.centerFile())));
    for (int i = 0; i < NODES; i++) {
      Path file = folder.nodeFile(i);
      start(() -> NodeProcess.main(file(file)));
    }
    try (LocalCluster cluster = LocalCluster.of(where)) {
      for (LocalCluster.ClusterMember member : cluster.members()) {
        awaitStarted(member);
      }
      cluster.awaitReady(TIMEOUT, state -> {});
    }
    var unused =
        new LoadProcess(folder, folder.nodeNumbers(), 1)
            .run(new LoadPlan(1, 1, 0, 0, false, Duration.ZERO, LOAD));
    // Ends the JVM, and with it all nodes in order.
    Medchain.main(new String[] {"cluster", "status", "--folder", where.toString()});
  }

  /** Until then there is no process to query. */
  private static void awaitStarted(LocalCluster.ClusterMember member) throws Exception {
    if (!Polling.until(TIMEOUT, 20, () -> RunningProcess.read(member.folder()).isPresent())) {
      throw new IOException(member.name() + " did not begin");
    }
  }

  private static String[] file(Path file) {
    return new String[] {file.toString()};
  }

  private static void start(Runnable main) {
    Thread.ofPlatform().daemon().name("part").start(main);
  }
}
