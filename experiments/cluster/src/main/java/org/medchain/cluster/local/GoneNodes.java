package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.config.NodeConfig.PeerAddress;
import org.medchain.node.identity.CredentialFiles;

/** Nodes of a cluster of whose folders nothing is left: only the center's config knows them. */
public final class GoneNodes {
  private GoneNodes() {}

  /** Their keys and addresses, under names that no node's folder has. */
  public static Map<String, PeerAddress> of(ClusterFolder cluster)
      throws UserInputException, IOException {
    List<PeerAddress> gone = new ArrayList<>(NodeConfigFile.read(cluster.centerFile()).peers());
    List<Integer> there = cluster.nodeNumbers();
    for (int each : there) {
      NodeConfig own = NodeConfigFile.read(cluster.nodeFile(each));
      if (Files.isDirectory(own.credentials())) {
        var key = CredentialFiles.readLedgerKeys(own.credentials(), new char[0]).publicKey();
        gone.removeIf(peer -> peer.key().equals(key));
      }
      gone.removeIf(peer -> peer.address().equals(own.listen()));
    }
    Map<String, PeerAddress> named = new TreeMap<>();
    int number = 0;
    for (PeerAddress each : gone) {
      while (there.contains(number)) {
        number++;
      }
      named.put("n" + number++, each);
    }
    return named;
  }
}
