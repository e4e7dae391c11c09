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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of metrics says what there is (OPS-5). */
class MetricsTest {
  private static final Path TABLE = Path.of("METRICS.md");

  private static void registerAll(MeterRegistry meterSet) {
    NodeMeters meters = new NodeMeters(meterSet, () -> 0);
    meters.queue("inputs", () -> 0);
    meters.connections(() -> 0, () -> false);
  }

  @Test
  void everyMetricIsInTheTableAndTheTableHasNoOther() {
    try (NodeRegistry meterSet = new NodeRegistry("node-1")) {
      registerAll(meterSet.meters());

      assertThat(Metrics.undocumented(meterSet.meters())).isEmpty();
      assertThat(Metrics.absent(meterSet.meters())).isEmpty();
    }
  }

  @Test
  void whatTheTableLacksIsNamed() {
    SimpleMeterRegistry meterSet = new SimpleMeterRegistry();
    var counter = meterSet.counter("medchain.ledger.height");
    counter.increment();

    assertThat(Metrics.undocumented(meterSet)).containsExactly("medchain.ledger.height (counter)");
  }

  @Test
  void prometheusShowsThemByTheNamesOfTheTable() {
    try (NodeRegistry meterSet = new NodeRegistry("node-1")) {
      registerAll(meterSet.meters());
      String text = meterSet.text();

      assertThat(exposed("medchain.consensus", "medchain.ledger.[a-z]*`", "medchain.node"))
          .hasSize(13)
          .allMatch(name -> text.contains("\n" + name + "{node=\"node-1\""));
      assertThat(text)
          .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_cpu_usage")
          .contains("process_files_open_files");
    }
  }

  /** Prometheus' names of the table's lines that begin so. */
  private static List<String> exposed(String... beginnings) {
    Pattern line = Pattern.compile("^\\| `(" + String.join("|", beginnings) + ").*");
    return Metrics.markdown()
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
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        literal.matcher(Files.readString(file)).results().forEach(m -> names.add(m.group(1)));
      }
    }
    names.removeIf(name -> name.startsWith("medchain.log."));

    assertThat(names).contains("medchain.ledger.height");
    assertThat(names).filteredOn(name -> !Metrics.documents(name)).as("not in the table").isEmpty();
  }

  /** Writes the file where it differs, and fails then. */
  @Test
  void theFileIsTheTable() throws IOException {
    String old = Files.exists(TABLE) ? Files.readString(TABLE) : "";
    if (!old.equals(Metrics.markdown())) {
      Files.writeString(TABLE, Metrics.markdown());
    }

    assertThat(old).as("METRICS.md, written anew now").isEqualTo(Metrics.markdown());
  }
}
