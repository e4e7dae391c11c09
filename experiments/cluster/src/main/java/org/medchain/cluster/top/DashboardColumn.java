package org.medchain.cluster.top;

import java.util.Locale;
import java.util.function.Function;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.NodeStatus.PeerStatus;

/** A column of the board, right-aligned. */
enum DashboardColumn {
  HEIGHT(9, false, status -> whole(status.height())),
  VIEW(5, false, status -> ViewNumbers.text(status.view())),
  TPS(7, false, status -> real(status.throughputTps())),
  P50_MS(7, false, status -> real(status.latencyP50Ms())),
  P99_MS(7, false, status -> real(status.latencyP99Ms())),
  WAITING(7, false, status -> whole(status.waiting())),
  PEERS(6, false, DashboardColumn::peers),
  EXECUTED(9, true, status -> whole(status.executed())),
  REJECTED(8, true, status -> whole(status.rejected())),
  QUEUED(6, true, DashboardColumn::queued),
  UP(7, true, status -> duration(status.uptimeS()));

  private final int width;
  private final boolean wide;
  private final Function<NodeStatus, String> cell;

  DashboardColumn(int width, boolean wide, Function<NodeStatus, String> cell) {
    this.width = width;
    this.wide = wide;
    this.cell = cell;
  }

  /** Characters, the space before it not counted. */
  int width() {
    return width;
  }

  /** Whether it is shown on wide terminals only. */
  boolean wide() {
    return wide;
  }

  String title() {
    return switch (this) {
      case P50_MS -> "p50 ms";
      case P99_MS -> "p99 ms";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }

  String of(NodeStatus status) {
    return cell.apply(status);
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

  static String duration(double seconds) {
    long whole = (long) seconds;
    if (whole < 60) {
      return whole + "s";
    }
    if (whole < 3600) {
      return whole / 60 + "m" + whole % 60 + "s";
    }
    return whole < 86_400
        ? whole / 3600 + "h" + whole % 3600 / 60 + "m"
        : whole / 86_400 + "d" + whole % 86_400 / 3600 + "h";
  }

  private static String peers(NodeStatus status) {
    long connected = status.peers().stream().filter(PeerStatus::connected).count();
    return connected + "/" + status.peers().size();
  }

  private static String queued(NodeStatus status) {
    return whole(status.peers().stream().mapToLong(PeerStatus::queued).sum());
  }
}
