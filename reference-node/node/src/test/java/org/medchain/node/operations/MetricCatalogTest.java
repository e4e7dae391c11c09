package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** The table of metrics says what there is (OPS-5). */
class MetricCatalogTest {
  private static final Path TABLE = Repository.file("reference-node/node/target/METRICS.md");

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

      assertThat(MetricCatalog.undocumented(meterSet.meters())).isEmpty();
      assertThat(MetricCatalog.missing(meterSet.meters())).isEmpty();
    }
  }

  @Test
  void whatTheTableLacksIsNamed() {
    SimpleMeterRegistry meterSet = new SimpleMeterRegistry();
    var counter = meterSet.counter("medchain.ledger.height");
    counter.increment();

    assertThat(MetricCatalog.undocumented(meterSet))
        .containsExactly("medchain.ledger.height (counter)");
  }

  @Test
  void prometheusShowsThemByTheNamesOfTheTable() {
    try (NodeMeterRegistry meterSet = new NodeMeterRegistry("node-1")) {
      registerAll(meterSet.meters());
      String text = meterSet.scrape();

      assertThat(exposed("medchain.consensus", "medchain.ledger.[a-z]*`", "medchain.node.[lpqr]"))
          .hasSize(15)
          .allMatch(name -> text.contains("\n" + name + "{"));
      assertThat(text)
          .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_cpu_usage")
          .contains("process_files_open_files");
    }
  }

  /** Prometheus' names of the table's lines that begin so. */
  private static List<String> exposed(String... beginnings) {
    Pattern line = Pattern.compile("^\\| `(" + String.join("|", beginnings) + ").*");
    return MetricCatalog.markdown()
        .lines()
        .filter(line.asMatchPredicate())
        .flatMap(text -> Stream.of(text.split("`", -1)[3].split(", ", -1)))
        .toList();
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
        .filteredOn(name -> !MetricCatalog.documents(name))
        .as("not in the table")
        .isEmpty();
  }

  /** Makes the page. */
  @Test
  void thePageHasARowForEachMetric() throws IOException {
    Files.createDirectories(TABLE.getParent());
    Files.writeString(TABLE, MetricCatalog.markdown());

    assertThat(Files.readAllLines(TABLE)).hasSizeGreaterThan(20);
  }
}
