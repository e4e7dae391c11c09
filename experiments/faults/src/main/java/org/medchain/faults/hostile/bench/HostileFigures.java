package org.medchain.faults.hostile.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.metrics.CensoredLatencies;
import org.medchain.experiments.results.CsvTable;
import org.medchain.faults.hostile.HostileCounts.Counted;
import org.medchain.faults.hostile.bench.NodeReadings.NodeCounter;

/** The table of {@code bench hostile}: a row for each kind of neighbours, over all rounds. */
final class HostileFigures {
  /** The share of the offered load that must be committed. */
  private static final double LEAST_SHARE = 0.9;

  private static final String HEAD =
      "peers,rounds,capacity_tps,offered,committed,share,share_least,p50_ms,p99_ms,view_changes,"
          + "view_changes_explained,"
          + Stream.of(Counted.values())
              .map(each -> each.name().toLowerCase(Locale.ROOT) + ",")
              .collect(Collectors.joining())
          + NodeReadings.COUNTERS.stream().map(NodeCounter::column).collect(Collectors.joining(","))
          + ",nodes_cpu_s,peers_cpu_s\n";

  private final Map<Neighbours, List<SlotMeasurement>> rows = new LinkedHashMap<>();

  void add(Neighbours row, SlotMeasurement measured) {
    rows.computeIfAbsent(row, fresh -> new ArrayList<>()).add(measured);
  }

  /**
   * Counts are sums over the rounds, latencies those of all their requests: a percentile among
   * those that never became final is empty.
   */
  String csv() {
    StringBuilder csv = new StringBuilder(HEAD);
    rows.forEach((row, slots) -> csv.append(line(row, slots)));
    return csv.toString();
  }

  private static String line(Neighbours row, List<SlotMeasurement> slots) {
    Histogram latency = new Histogram(3_600_000_000L, 3);
    slots.forEach(each -> latency.add(each.result().latencyUs()));
    CensoredLatencies all = new CensoredLatencies(latency, sum(slots, each -> each.result().due()));
    return String.format(
            Locale.ROOT,
            "%s,%d,%.0f,%.0f,%.0f,%.3f,%.3f,%s,%s,%d,%d",
            row.name(),
            slots.size(),
            slots.stream().mapToDouble(SlotMeasurement::capacityTps).average().orElse(0),
            slots.stream().mapToDouble(SlotMeasurement::offered).sum(),
            slots.stream().mapToDouble(SlotMeasurement::committed).sum(),
            share(slots),
            leastShare(slots),
            CsvTable.text(all.quantileMs(500)),
            CsvTable.text(all.quantileMs(990)),
            sum(slots, SlotMeasurement::viewChanges),
            sum(slots, SlotMeasurement::explained))
        + Stream.of(Counted.values())
            .map(each -> "," + peers(slots, each))
            .collect(Collectors.joining())
        + IntStream.range(0, NodeReadings.COUNTERS.size())
            .mapToObj(i -> "," + sum(slots, each -> each.nodes().counts().get(i)))
            .collect(Collectors.joining())
        + String.format(
            Locale.ROOT,
            ",%.1f,%.1f%n",
            sum(slots, SlotMeasurement::nodesCpuNs) / 1e9,
            sum(slots, SlotMeasurement::peersCpuNs) / 1e9);
  }

  private static double share(List<SlotMeasurement> slots) {
    double offered = slots.stream().mapToDouble(SlotMeasurement::offered).sum();
    return slots.stream().mapToDouble(SlotMeasurement::committed).sum() / offered;
  }

  private static double leastShare(List<SlotMeasurement> slots) {
    return slots.stream().mapToDouble(each -> each.committed() / each.offered()).min().orElse(0);
  }

  private static long sum(List<SlotMeasurement> slots, ToLongFunction<SlotMeasurement> value) {
    return slots.stream().mapToLong(value).sum();
  }

  private static long peers(List<SlotMeasurement> slots, Counted which) {
    return slots.stream()
        .flatMap(each -> each.peers().stream())
        .mapToLong(each -> each.of(which))
        .sum();
  }

  /** A line for each row: whether its load was committed, and its view changes are explained. */
  List<String> verdicts() {
    List<String> lines = new ArrayList<>();
    rows.forEach(
        (row, slots) -> {
          long changes = sum(slots, SlotMeasurement::viewChanges);
          long explained = sum(slots, SlotMeasurement::explained);
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%-14s %5.1f %% of the load committed, >= 90: %s; %d view changes, <= %d: %s;"
                      + " %d hostile messages",
                  row.name(),
                  100 * share(slots),
                  share(slots) >= LEAST_SHARE ? "kept" : "missed",
                  changes,
                  explained,
                  changes <= explained ? "kept" : "missed",
                  peers(slots, Counted.SENT)));
        });
    return lines;
  }
}
