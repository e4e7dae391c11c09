package org.medchain.hostile.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.medchain.cluster.local.AdminClient;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.node.operations.NodeStatus;

/**
 * What nodes tell of themselves, summed over them; honest traffic is in it.
 *
 * @param view that the median node is in
 * @param frames received
 * @param taken messages admitted
 * @param limited messages that wait for their link's budget
 * @param refused messages that nobody of that role or standing may send
 * @param closed links closed for such a message
 * @param rejected messages and requests that were admitted and found wrong
 */
record NodeReadings(
    long view, long frames, long taken, long limited, long refused, long closed, long rejected) {

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
    long view = NodeStatus.inMajorityView(statuses).orElseThrow().view();
    return new NodeReadings(
        view,
        sum(pages, "medchain_transport_frames_total", "direction=\"in\""),
        sum(pages, "medchain_admission_total", "outcome=\"taken\""),
        sum(pages, "medchain_admission_total", "outcome=\"limited\""),
        sum(pages, "medchain_admission_total", "outcome=\"refused\""),
        sum(pages, "medchain_admission_total", "outcome=\"closed\""),
        sum(pages, "medchain_node_rejected_total", ""));
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
        frames - earlier.frames,
        taken - earlier.taken,
        limited - earlier.limited,
        refused - earlier.refused,
        closed - earlier.closed,
        rejected - earlier.rejected);
  }
}
