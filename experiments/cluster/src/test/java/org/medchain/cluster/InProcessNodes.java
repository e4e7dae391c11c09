package org.medchain.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.consensus.Output;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.RequestId;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;

/** The real nodes of a cluster's folder in this process, without its center. */
final class InProcessNodes implements AutoCloseable {
  private final ClusterFolder files;
  private final List<FullNode> nodes = new ArrayList<>();

  private InProcessNodes(ClusterFolder files) {
    this.files = files;
  }

  static InProcessNodes start(ClusterFolder files) throws Exception {
    InProcessNodes all = new InProcessNodes(files);
    for (int each : files.nodeNumbers()) {
      NodeConfig config = NodeConfigFile.read(files.nodeFile(each));
      all.nodes.add(FullNode.start(config, NodePorts.system(), (view, height) -> {}));
    }
    return all;
  }

  /** One more, at any port. */
  static FullNode start(NodeConfig config) throws Exception {
    return FullNode.start(
        new NodeConfig(
            config.name(),
            new InetSocketAddress(config.listen().getHostString(), 0),
            config.genesis(),
            config.credentials(),
            config.data(),
            config.peers(),
            config.superior(),
            config.consensus(),
            config.force(),
            config.operator(),
            config.shell(),
            config.log(),
            config.trace()),
        NodePorts.system(),
        (view, height) -> {});
  }

  /** Has requests ordered, and returns the heights at which they were acknowledged. */
  Map<RequestId, Long> order(long first, int count) throws Exception {
    NodeConfig center = NodeConfigFile.read(files.centerFile());
    Map<RequestId, Long> acknowledged = new TreeMap<>();
    try (ClusterLedgerClient client =
        new ClusterLedgerClient(
            files.genesis(), center.consensus(), files.clientIdentity(0), center.peers())) {
      for (long each = first; each < first + count; each++) {
        Output.Accepted done =
            client
                .submit(each, new Opaque(Bytes.of(new byte[16])))
                .get(RecoveringCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        acknowledged.put(done.request(), done.height());
      }
    }
    return acknowledged;
  }

  @Override
  public void close() throws IOException {
    for (FullNode each : nodes) {
      each.close();
    }
  }
}
