package org.medchain.cluster.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Whether a measured quantity stays flat (CLUSTER-8): the median of the last third of the minutes
 * against that of the first third. Memory and descriptors are compared by process id only while a
 * soak kills no process; a restarted process starts small.
 */
final class SoakTrend {
  private final Map<String, TrendSeries> series = new TreeMap<>();
  private final List<Double> unavailableMs = new ArrayList<>();

  /**
   * Values, and by how much they may grow.
   *
   * @param factor of the first third's median
   * @param allowance added to it
   */
  private record TrendSeries(double factor, double allowance, List<Double> values) {}

  void addUsage(String node, SoakSample sample) {
    add(node + " heap after GC (MB)", 1.25, 16, sample.heapAfterGcMb());
    add(node + " resident memory (MB)", 1.25, 64, sample.rssMb());
    add(node + " descriptors", 1.0, 8, sample.descriptors());
  }

  void addLatency(double p50Ms) {
    add("median latency (ms)", 1.5, 1, OptionalDouble.of(p50Ms));
  }

  synchronized void addUnavailability(double ms) {
    unavailableMs.add(ms);
  }

  private void add(String name, double factor, double allowance, OptionalDouble value) {
    TrendSeries found =
        series.computeIfAbsent(name, key -> new TrendSeries(factor, allowance, new ArrayList<>()));
    value.ifPresent(found.values()::add);
  }

  /** What grew further than it may, a line each; nothing if all is flat. */
  List<String> exceededBounds() {
    List<String> grown = new ArrayList<>();
    series.forEach(
        (name, each) -> {
          List<Double> values = each.values();
          int third = values.size() / 3;
          if (third > 0) {
            double first = median(values.subList(0, third));
            double last = median(values.subList(values.size() - third, values.size()));
            if (last > first * each.factor() + each.allowance()) {
              grown.add(String.format(Locale.ROOT, "%s grew from %.1f to %.1f", name, first, last));
            }
          }
        });
    return grown;
  }

  /** How long the cluster was not available after the kills. */
  synchronized String recoveries() {
    if (unavailableMs.isEmpty()) {
      return "no process was killed";
    }
    List<Double> sorted = unavailableMs.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%d primaries killed; unavailable for %.0f ms at least, %.0f in the middle, %.0f at most",
        sorted.size(),
        sorted.get(0),
        median(sorted),
        sorted.get(sorted.size() - 1));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
