package org.medchain.cluster.top;

import java.util.List;
import java.util.Locale;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.node.operations.NodeStatus;

/** Replies of nodes as plain lines for files and pipes: a line each, {@code key=value} (OPS-11). */
final class StatusPlainLines {
  private StatusPlainLines() {}

  static List<String> of(String time, List<PollResult> nodes) {
    return nodes.stream().map(node -> time + " " + line(node)).toList();
  }

  private static String line(PollResult node) {
    return node.status()
        .map(StatusPlainLines::line)
        .orElseGet(
            () ->
                "%s %s: %s"
                    .formatted(
                        PrintableText.sanitise(node.name()),
                        node.state(),
                        PrintableText.sanitise(node.error())));
  }

  private static String line(NodeStatus status) {
    return String.format(
        Locale.ROOT,
        "%s %s height=%d behind=%d view=%s primary=%s tps=%s p50_ms=%s p99_ms=%s waiting=%d"
            + " peers=%s%s",
        PrintableText.sanitise(status.name()),
        status.state(),
        status.height(),
        status.behind(),
        ViewNumbers.text(status.view()),
        status.primary().isEmpty() ? "-" : PrintableText.sanitise(status.primary()),
        DashboardColumn.real(status.throughputTps()),
        DashboardColumn.real(status.latencyP50Ms()),
        DashboardColumn.real(status.latencyP99Ms()),
        status.waiting(),
        DashboardColumn.PEERS.of(status),
        status.ready() ? "" : " reason: " + PrintableText.sanitise(status.reason()));
  }
}
