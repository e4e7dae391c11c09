package org.medchain.cluster;

import java.io.IOException;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.member.NodeStarter;
import org.medchain.experiments.config.UserInputException;

/** Starts nodes of a cluster whose keys may have changed since the last start. */
record NodeProcessStarter(ClusterFolder folder) implements NodeStarter {
  @Override
  public void start(String name) throws UserInputException, IOException, InterruptedException {
    try (LocalCluster cluster = LocalCluster.of(folder.folder())) {
      LocalCluster.ClusterMember member = cluster.member(name);
      cluster.start(member);
      cluster.awaitConnections(member);
      // It has a part in a change of the members, which the same command continues later.
      cluster.release();
    }
  }
}
