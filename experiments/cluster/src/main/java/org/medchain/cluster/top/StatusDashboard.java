package org.medchain.cluster.top;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.node.operations.NodeStatus;

/**
 * The display: replies of nodes → lines of text (OPS-10, OPS-11). Pure; no line is longer than the
 * terminal is wide, and no text of a node can move the cursor.
 */
final class StatusDashboard {
  /** From here on there is room for all columns. */
  static final int WIDE_COLUMNS = 117;

  private static final int NAME = 14;

  /** As long as the longest word of a state. */
  private static final int STATE = 10;

  private final int width;
  private final List<DashboardColumn> columns;

  /**
   * What is shown of a node.
   *
   * @param name in the cluster's folder
   * @param state of its process, in a word
   * @param reason why it is not ready, or ""
   * @param status that it sent
   */
  record NodeLine(String name, String state, String reason, Optional<NodeStatus> status) {
    boolean ready() {
      return status.filter(NodeStatus::ready).isPresent();
    }
  }

  StatusDashboard(int width) {
    this.width = width;
    this.columns =
        Arrays.stream(DashboardColumn.values())
            .filter(column -> width >= WIDE_COLUMNS || !column.wide())
            .toList();
  }

  /** A line about the cluster, the titles, and a line for each node with why it is not ready. */
  List<String> lines(String cluster, List<NodeLine> nodes) {
    List<String> lines = new ArrayList<>();
    lines.add(summary(cluster, nodes));
    lines.add("");
    lines.add(titles());
    Optional<String> primary = primary(nodes);
    nodes.forEach(node -> add(lines, node, primary));
    return lines.stream().map(line -> truncate(line, width)).toList();
  }

  private static Optional<NodeStatus> inMajorityView(List<NodeLine> nodes) {
    return NodeStatus.inMajorityView(
        nodes.stream().flatMap(node -> node.status().stream()).toList());
  }

  private static Optional<String> primary(List<NodeLine> nodes) {
    return inMajorityView(nodes).map(NodeStatus::primary).filter(name -> !name.isEmpty());
  }

  private static String summary(String cluster, List<NodeLine> nodes) {
    long ready = nodes.stream().filter(NodeLine::ready).count();
    List<NodeStatus> answers = nodes.stream().flatMap(node -> node.status().stream()).toList();
    long height = answers.stream().mapToLong(NodeStatus::height).max().orElse(0);
    double tps = answers.stream().mapToDouble(NodeStatus::throughputTps).max().orElse(0);
    StringBuilder line = new StringBuilder(sanitise(cluster));
    line.append(": ").append(ready).append(" of ").append(nodes.size()).append(" nodes ready");
    inMajorityView(nodes)
        .ifPresent(
            status ->
                line.append(", height ")
                    .append(height)
                    .append(", view ")
                    .append(ViewNumbers.text(status.view()))
                    .append(", ")
                    .append(DashboardColumn.real(tps))
                    .append(" requests/s"));
    return line.toString();
  }

  private String titles() {
    StringBuilder line = new StringBuilder(left("node", NAME)).append(' ').append(left("", STATE));
    columns.forEach(column -> line.append(' ').append(right(column.title(), column.width())));
    return line.toString();
  }

  private void add(List<String> lines, NodeLine node, Optional<String> primary) {
    if (node.status().isEmpty()) {
      lines.add(left(node.name(), NAME) + " " + node.state() + ": " + sanitise(node.reason()));
      return;
    }
    NodeStatus status = node.status().get();
    boolean leads =
        primary.filter(p -> p.equals(status.name()) || p.equals(status.key())).isPresent();
    StringBuilder line = new StringBuilder(left(status.name(), leads ? NAME - 1 : NAME));
    line.append(leads ? "*" : "").append(' ');
    line.append(left(status.state().toString(), STATE));
    columns.forEach(column -> line.append(' ').append(right(column.of(status), column.width())));
    lines.add(line.toString());
    if (!status.ready()) {
      lines.add("  " + status.state() + ": " + sanitise(status.reason()));
    }
  }

  private static String left(String text, int width) {
    String cut = truncate(sanitise(text), width);
    return cut + " ".repeat(width - cut.length());
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** Without characters that are not printable ASCII. */
  private static String sanitise(String text) {
    return text.replaceAll("[^ -~]", "?");
  }

  private static String truncate(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return most < 1 ? "" : text.substring(0, most - 1) + "~";
  }
}
