package org.medchain.faults.hostile.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.cluster.local.AdminClient;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.RunningProcess;
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
  static NodeReadings of(ClusterFolder cluster, List<Integer> nodes) throws IOException {
    List<NodeStatus> statuses = new ArrayList<>();
    List<String> pages = new ArrayList<>();
    try (AdminClient client = new AdminClient()) {
      for (int node : nodes) {
        URI admin =
            RunningProcess.read(cluster.node(node))
                .orElseThrow(() -> new IOException("n" + node + " does not run"))
                .adminUri();
        statuses.add(
            client.status(admin).orElseThrow(() -> new IOException("no status of n" + node)));
        pages.add(
            client
                .page(admin, "/metrics")
                .orElseThrow(() -> new IOException("no metrics of n" + node)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return new NodeReadings(
        NodeStatus.inMajorityView(statuses).orElseThrow().view(),
        COUNTERS.stream().map(each -> sum(pages, each.name(), each.tag())).toList());
  }

  /** The sum of a counter with this tag, over pages in Prometheus' text. */
  static long sum(List<String> pages, String name, String tag) {
    return pages.stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(name + "{") && line.contains(tag))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
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
