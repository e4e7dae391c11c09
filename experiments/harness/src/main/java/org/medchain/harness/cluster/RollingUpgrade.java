package org.medchain.harness.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.medchain.harness.plan.FaultEvent;

/**
 * The nodes are ended in order and started with the next version, one after the other, each when
 * the one before takes part again or its time is over. They keep it from then on.
 *
 * @param copies for classes
 * @param progress is told which version it is
 */
record RollingUpgrade(
    ClusterNodes nodes, NextVersion version, Path copies, Consumer<String> progress)
    implements ClusterFault {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  @Override
  public void begin(FaultEvent fault) throws IOException, InterruptedException {
    progress.accept(version.describe());
    String classPath = version.classPath(copies);
    for (int node : fault.nodes()) {
      nodes.upgrade(node, classPath);
      nodes.awaitReady(node, LIMIT);
    }
  }

  @Override
  public void heal(FaultEvent fault) {
    // The next version is the version now.
  }
}
