package org.medchain.day.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.member.MemberJoin;
import org.medchain.experiments.config.UserInputException;

/** A node that joins a cluster after its day (PROC-27); nothing of it runs longer than that. */
final class FurtherNode implements AutoCloseable {
  private final ClusterFolder cluster;
  private final List<OwnedCluster> owners = new ArrayList<>();

  private FurtherNode(ClusterFolder cluster) {
    this.cluster = cluster;
  }

  /**
   * Seconds from the beginning until the node is a member, as {@code cluster join} makes it:
   * folder, certificates, process, the ledger's blocks and state, and the order to the ledger.
   */
  static double joinSeconds(ClusterFolder cluster)
      throws UserInputException, IOException, InterruptedException {
    try (FurtherNode node = new FurtherNode(cluster)) {
      long beganNs = System.nanoTime();
      String unused = MemberJoin.run(cluster, node::start, line -> {});
      return (System.nanoTime() - beganNs) / 1e9;
    }
  }

  /** Started by an owner that knows of the new node too. */
  private void start(String name) throws UserInputException, IOException, InterruptedException {
    OwnedCluster owner = new OwnedCluster(LocalCluster.of(cluster.folder()));
    owners.add(owner);
    LocalCluster.ClusterMember member = owner.cluster().member(name);
    owner.start(member);
    owner.cluster().awaitConnections(member);
  }

  @Override
  public void close() {
    owners.forEach(OwnedCluster::close);
  }
}
