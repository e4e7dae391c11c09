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
public final class FurtherNode {
  private FurtherNode() {}

  /**
   * Seconds from the beginning until the node is a member, as {@code cluster join} makes it:
   * folder, certificates, process, the ledger's blocks and state, and the order to the ledger.
   */
  public static double joinSeconds(ClusterFolder cluster)
      throws UserInputException, IOException, InterruptedException {
    List<OwnedCluster> owners = new ArrayList<>();
    try {
      long beganNs = System.nanoTime();
      String unused =
          MemberJoin.run(
              cluster,
              name -> {
                // An owner that knows of the new node too.
                OwnedCluster owner = new OwnedCluster(LocalCluster.of(cluster.folder()));
                owners.add(owner);
                LocalCluster.ClusterMember member = owner.cluster().member(name);
                owner.start(member);
                owner.cluster().awaitConnections(member);
              },
              line -> {});
      return (System.nanoTime() - beganNs) / 1e9;
    } finally {
      owners.forEach(OwnedCluster::close);
    }
  }
}
