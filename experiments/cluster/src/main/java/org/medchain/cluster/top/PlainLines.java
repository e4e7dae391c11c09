package org.medchain.cluster.top;

import java.util.List;
import java.util.Locale;
import org.medchain.node.operations.NodeStatus;

/** Answers of nodes for whoever reads a file or a pipe: a line each, {@code key=value} (OPS-11). */
final class PlainLines {
  private PlainLines() {}

  static List<String> of(String time, List<Polled> nodes) {
    return nodes.stream().map(node -> time + " " + line(node)).toList();
  }

  private static String line(Polled node) {
    return node.status()
        .map(PlainLines::line)
        .orElseGet(() -> Plain.of(node.name()) + " unreachable: " + Plain.of(node.trouble()));
  }

  private static String line(NodeStatus status) {
    return String.format(
        Locale.ROOT,
        "%s %s height=%d view=%d primary=%s tps=%s p50_ms=%s p99_ms=%s waiting=%d peers=%s%s",
        Plain.of(status.name()),
        status.ready() ? "ready" : "not-ready",
        status.height(),
        status.view(),
        status.primary().isEmpty() ? "-" : Plain.of(status.primary()),
        Column.real(status.throughputTps()),
        Column.real(status.latencyP50Ms()),
        Column.real(status.latencyP99Ms()),
        status.waiting(),
        Column.PEERS.of(status),
        status.ready() ? "" : " reason: " + Plain.of(status.reason()));
  }
}
