package org.medchain.faults.hostile.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.bench.BenchCluster;
import org.medchain.cluster.local.MetricsPage;
import org.medchain.node.operations.NodeStatus;

/**
 * What nodes tell of themselves, summed over them; honest traffic is in it.
 *
 * @param view that the median node is in
 * @param counts of {@link #COUNTERS}
 */
record NodeReadings(long view, List<Long> counts) {
  /** What a column of the table sums: of a counter those with a tag. */
  record NodeCounter(String column, String name, String tag) {}

  static final List<NodeCounter> COUNTERS =
      List.of(
          new NodeCounter("node_frames", "medchain_transport_frames_total", "direction=\"in\""),
          new NodeCounter("node_taken", "medchain_admission_total", "outcome=\"taken\""),
          new NodeCounter("node_limited", "medchain_admission_total", "outcome=\"limited\""),
          new NodeCounter("node_refused", "medchain_admission_total", "outcome=\"refused\""),
          new NodeCounter("node_closed", "medchain_admission_total", "outcome=\"closed\""),
          new NodeCounter("node_rejected", "medchain_node_rejected_total", ""));

  /** Reads the nodes' status and metrics. */
  static NodeReadings of(BenchCluster cluster) throws IOException, InterruptedException {
    List<NodeStatus> statuses = new ArrayList<>();
    List<MetricsPage> metrics = new ArrayList<>();
    for (ClusterMember node : cluster.nodes()) {
      statuses.add(
          cluster
              .cluster()
              .state(node)
              .status()
              .orElseThrow(() -> new IOException("no status of " + node.name())));
      metrics.add(cluster.cluster().metrics(node));
    }
    return new NodeReadings(
        NodeStatus.inMajorityView(statuses).orElseThrow().view(),
        COUNTERS.stream()
            .map(each -> metrics.stream().mapToLong(it -> it.count(each.name(), each.tag())).sum())
            .toList());
  }

  /** What was added after earlier ones; the view is this one's. */
  NodeReadings since(NodeReadings earlier) {
    return new NodeReadings(
        view,
        IntStream.range(0, counts.size())
            .mapToObj(i -> counts.get(i) - earlier.counts.get(i))
            .toList());
  }
}
