package org.medchain.cluster.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.cluster.MemberState;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.node.operations.NodeStatus;

/**
 * The display: replies of nodes → lines of text (OPS-10, OPS-11). Pure; no line is longer than 80
 * characters, and no text of a node can move the cursor.
 */
final class StatusDashboard {
  private static final int WIDTH = 80;

  /** The primary's star is the last character of its name's column. */
  private static final String COLUMNS = "%-13.13s%1s %-10s %9s %5s %7s %7s %7s %7s %6s";

  private StatusDashboard() {}

  /** A line about the cluster, the titles, and a line for each node with why it is not ready. */
  static List<String> lines(String cluster, List<MemberState> nodes) {
    List<NodeStatus> answers = nodes.stream().flatMap(node -> node.status().stream()).toList();
    Optional<NodeStatus> current = NodeStatus.inMajorityView(answers);
    List<String> lines = new ArrayList<>();
    lines.add(
        cluster
            + ": "
            + nodes.stream().filter(MemberState::isReady).count()
            + (" of " + nodes.size() + " nodes ready")
            + current.map(status -> summary(status, answers)).orElse(""));
    lines.add("");
    lines.add(
        COLUMNS.formatted(
            "node", "", "", "height", "view", "tps", "p50 ms", "p99 ms", "waiting", "peers"));
    String primary = current.map(NodeStatus::primary).orElse("");
    for (MemberState node : nodes) {
      node.status()
          .ifPresentOrElse(
              status -> add(lines, status, primary),
              () ->
                  lines.add(
                      "%-14.14s ".formatted(node.member().name())
                          + node.word()
                          + ": "
                          + node.reason()));
    }
    return lines.stream().map(StatusDashboard::shown).toList();
  }

  private static String summary(NodeStatus current, List<NodeStatus> answers) {
    long height = answers.stream().mapToLong(NodeStatus::height).max().orElse(0);
    double tps = answers.stream().mapToDouble(NodeStatus::throughputTps).max().orElse(0);
    String view = ViewNumbers.text(current.view());
    return ", height " + height + ", view " + view + ", " + real(tps) + " requests/s";
  }

  private static void add(List<String> lines, NodeStatus status, String primary) {
    boolean leads =
        !primary.isEmpty() && (primary.equals(status.name()) || primary.equals(status.key()));
    lines.add(
        COLUMNS.formatted(
            status.name(),
            leads ? "*" : "",
            status.state(),
            whole(status.height()),
            ViewNumbers.text(status.view()),
            real(status.throughputTps()),
            real(status.latencyP50Ms()),
            real(status.latencyP99Ms()),
            whole(status.waiting()),
            status.peers().stream().filter(NodeStatus.PeerStatus::connected).count()
                + "/"
                + status.peers().size()));
    if (!status.ready()) {
      lines.add("  " + status.state() + ": " + status.reason());
    }
  }

  /** At most seven characters. */
  static String whole(long number) {
    if (number < 10_000_000) {
      return String.valueOf(number);
    }
    return number < 10_000_000_000L ? number / 1_000_000 + "M" : number / 1_000_000_000 + "G";
  }

  /** Three digits that count, or all before the point. */
  static String real(double number) {
    String format = number < 9.995 ? "%.2f" : number < 99.95 ? "%.1f" : "%.0f";
    return number < 10_000_000 ? String.format(Locale.ROOT, format, number) : whole((long) number);
  }

  /** Of printable ASCII alone, and as long as there is room. */
  private static String shown(String line) {
    String plain = line.replaceAll("[^ -~]", "?");
    return plain.length() <= WIDTH ? plain : plain.substring(0, WIDTH - 1) + "~";
  }
}
