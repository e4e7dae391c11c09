package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** The table of metrics says what there is (OPS-5). */
class MetricCatalogTest {
  private static final List<Metric> TABLE = table();

  /** A line of the table; type OTHER is a family that a library defines, its name ends in .*. */
  private record Metric(boolean ofTheHost, Meter.Type type, String name, String unit) {
    boolean covers(String meter) {
      return type == Meter.Type.OTHER
          ? meter.startsWith(name.substring(0, name.length() - 1))
          : meter.equals(name);
    }

    boolean covers(Meter.Id id) {
      return covers(id.getName()) && (type == Meter.Type.OTHER || id.getType() == type);
    }

    /** The names under which Prometheus shows it. */
    Stream<String> exposed() {
      String flat = name.replace('.', '_') + (unit.isEmpty() ? "" : "_" + unit);
      return switch (type) {
        case COUNTER -> Stream.of(flat + "_total");
        case TIMER -> Stream.of("_bucket", "_count", "_sum").map(each -> flat + "_seconds" + each);
        default -> Stream.of(flat);
      };
    }
  }

  private static List<Metric> table() {
    List<Metric> metrics = new ArrayList<>();
    boolean host = false;
    try {
      for (String line :
          Files.readAllLines(
              Repository.file("reference-node/node/src/test/resources/metrics.txt"))) {
        host = line.startsWith("## ") ? line.startsWith("## Of the host") : host;
        if (line.contains(" | ") && !line.startsWith("#")) {
          String[] cells = line.split(" \\| ", -1);
          Meter.Type type = Meter.Type.valueOf(cells[0].toUpperCase(Locale.ROOT));
          metrics.add(new Metric(host, type, cells[1], cells[2]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return metrics;
  }

  private static void registerAll(MeterRegistry meterSet) {
    NodeMetrics meters = new NodeMetrics(meterSet, () -> 0);
    try (var thread = Executors.newSingleThreadScheduledExecutor()) {
      meters.watch(thread);
      thread.shutdownNow();
    }
    meters.registerConnections(() -> 0, () -> false);
  }

  /** OPS-27: a member's missing blocks, the clocks' differences, a certificate's end. */
  @Test
  void everyMetricIsInTheTableAndTheTableHasNoOther() {
    try (NodeMeterRegistry meterSet = new NodeMeterRegistry("node-1")) {
      registerAll(meterSet.meters());
      List<Meter.Id> there = meterSet.meters().getMeters().stream().map(Meter::getId).toList();
      assertThat(there).allMatch(id -> TABLE.stream().anyMatch(metric -> metric.covers(id)));
      assertThat(TABLE)
          .filteredOn(Metric::ofTheHost)
          .allMatch(metric -> there.stream().anyMatch(metric::covers));
    }
  }

  @Test
  void prometheusShowsThemByTheNamesOfTheTable() {
    Pattern shown = Pattern.compile("medchain\\.(consensus.*|ledger\\.[a-z]*|node\\.[lpqr].*)");
    try (NodeMeterRegistry meterSet = new NodeMeterRegistry("node-1")) {
      registerAll(meterSet.meters());
      String text = meterSet.scrape();
      assertThat(
              TABLE.stream()
                  .filter(metric -> shown.matcher(metric.name()).matches())
                  .flatMap(Metric::exposed))
          .hasSize(15)
          .allMatch(name -> text.contains("\n" + name + "{"));
      assertThat(text)
          .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_cpu_usage")
          .contains("process_files_open_files");
    }
  }

  /** Other packages know a set of meters only; their sources tell which names they use. */
  @Test
  void everyNameInTheSourcesIsInTheTable() throws IOException {
    Pattern literal = Pattern.compile("\"(medchain(\\.[a-z_]+)+)\"");
    Set<String> names = new TreeSet<>();
    for (String module : List.of("node", "files", "center", "client")) {
      Path sources = Repository.file("reference-node/" + module + "/src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          literal.matcher(Files.readString(file)).results().forEach(m -> names.add(m.group(1)));
        }
      }
    }
    names.removeIf(name -> name.startsWith("medchain.log."));
    assertThat(names).contains("medchain.ledger.height");
    assertThat(names)
        .filteredOn(name -> TABLE.stream().noneMatch(metric -> metric.covers(name)))
        .as("not in the table")
        .isEmpty();
  }
}
