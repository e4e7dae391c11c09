package org.medchain.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
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

/** Real nodes of a cluster's folder in this process, without its center. */
public final class InProcessNodes implements AutoCloseable {
  private final ClusterFolder files;
  private final Map<Integer, FullNode> nodes = new TreeMap<>();
  private long sequence;

  /** None of them yet. */
  public InProcessNodes(ClusterFolder files) {
    this.files = files;
  }

  /** All of them. */
  static InProcessNodes start(ClusterFolder files) throws Exception {
    InProcessNodes all = new InProcessNodes(files);
    for (int each : files.nodeNumbers()) {
      var unused = all.start(each);
    }
    return all;
  }

  /** Starts one, for the first time or again. */
  public FullNode start(int number) throws Exception {
    return start(number, NodePorts.system());
  }

  /** The same with other ports. */
  public FullNode start(int number, NodePorts ports) throws Exception {
    FullNode node =
        FullNode.start(NodeConfigFile.read(files.nodeFile(number)), ports, (view, height) -> {});
    nodes.put(number, node);
    return node;
  }

  /** One that runs. */
  public FullNode get(int number) {
    return nodes.get(number);
  }

  /** Those that run. */
  public Collection<FullNode> all() {
    return nodes.values();
  }

  /** Ends one. */
  public void stop(int number) throws IOException {
    nodes.remove(number).close();
  }

  /** Has requests ordered that have not been made here; the height of the last one. */
  public long order(int count) throws Exception {
    try (ClusterLedgerClient client = client(files, 0)) {
      client.await(nodes.size(), RecoveringCluster.PATIENCE);
      return order(client, count);
    }
  }

  /** The same by a client, each in a block of its own. */
  public long order(ClusterLedgerClient client, int count) throws Exception {
    long height = 0;
    for (int i = 0; i < count; i++) {
      height =
          client
              .submit(++sequence, new Opaque(Bytes.of(new byte[16])))
              .get(RecoveringCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .height();
    }
    return height;
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
    for (FullNode each : nodes.values()) {
      each.close();
    }
    nodes.clear();
  }
}
