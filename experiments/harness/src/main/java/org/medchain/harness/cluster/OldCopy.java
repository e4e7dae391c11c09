package org.medchain.harness.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.launcher.WholeFolder;

/** The store is copied, the node continues, and at the heal it gets the copy: it has forgotten. */
record OldCopy(ClusterNodes nodes, Path copies) implements ClusterFault {
  @Override
  public void begin(FaultEvent fault) throws IOException, InterruptedException {
    for (int node : fault.nodes()) {
      nodes.kill(node);
      StoreDamage.copy(nodes.data(node), copy(node));
      nodes.start(node);
    }
  }

  @Override
  public void heal(FaultEvent fault) throws IOException, InterruptedException {
    for (int node : fault.nodes()) {
      nodes.kill(node);
      WholeFolder.delete(nodes.data(node));
      StoreDamage.copy(copy(node), nodes.data(node));
      nodes.start(node);
    }
  }

  private Path copy(int node) {
    return copies.resolve("n" + node);
  }
}
