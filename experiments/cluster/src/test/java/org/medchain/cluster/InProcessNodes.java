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
import org.medchain.comparison.config.RecordCopy;
import org.medchain.consensus.Output;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.RequestId;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;

/** The real nodes of a cluster's folder in this process, without its center. */
public final class InProcessNodes implements AutoCloseable {
  private final ClusterFolder files;
  private final List<FullNode> nodes = new ArrayList<>();

  private InProcessNodes(ClusterFolder files) {
    this.files = files;
  }

  static InProcessNodes start(ClusterFolder files) throws Exception {
    InProcessNodes all = new InProcessNodes(files);
    for (int each : files.nodeNumbers()) {
      all.nodes.add(node(files, each));
    }
    return all;
  }

  /** One of them alone. */
  public static FullNode node(ClusterFolder files, int number) throws Exception {
    return FullNode.start(
        NodeConfigFile.read(files.nodeFile(number)), NodePorts.system(), (view, height) -> {});
  }

  /** A client of the cluster, connected to the nodes that its center knows. */
  public static ClusterLedgerClient client(ClusterFolder files, int number) throws Exception {
    NodeConfig center = NodeConfigFile.read(files.centerFile());
    return new ClusterLedgerClient(
        files.genesis(), center.consensus(), files.clientIdentity(number), center.peers());
  }

  /** One more, at any port. */
  static FullNode start(NodeConfig config) throws Exception {
    InetSocketAddress anywhere = new InetSocketAddress(config.listen().getHostString(), 0);
    return FullNode.start(
        RecordCopy.with(config, Map.of("listen", anywhere)),
        NodePorts.system(),
        (view, height) -> {});
  }

  /** Has requests ordered, and returns the heights at which they were acknowledged. */
  Map<RequestId, Long> order(long first, int count) throws Exception {
    Map<RequestId, Long> acknowledged = new TreeMap<>();
    try (ClusterLedgerClient client = client(files, 0)) {
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
