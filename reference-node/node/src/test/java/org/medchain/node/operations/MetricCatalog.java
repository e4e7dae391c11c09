package org.medchain.node.operations;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.medchain.checkout.Repository;

/** All metrics that a node shows, and their meanings (OPS-5): the source of {@code METRICS.md}. */
final class MetricCatalog {
  private static final Path TABLE =
      Repository.file("reference-node/node/src/test/resources/metrics.txt");

  private MetricCatalog() {}

  private static Stream<Metric> all() {
    return section("## ");
  }

  /** The metrics under a heading that begins so. */
  private static Stream<Metric> section(String heading) {
    List<Metric> metrics = new ArrayList<>();
    boolean there = false;
    try {
      for (String line : Files.readAllLines(TABLE)) {
        there = line.startsWith("## ") ? line.startsWith(heading) : there;
        if (there && line.contains(" | ")) {
          metrics.add(Metric.of(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return metrics.stream();
  }

  /** Names of the meters that the table does not have, or has as another type. */
  static List<String> undocumented(MeterRegistry meterSet) {
    return meterSet.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> all().noneMatch(metric -> metric.covers(id)))
        .map(id -> id.getName() + " (" + id.getType().name().toLowerCase(Locale.ROOT) + ")")
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether the table has a metric of this name. */
  static boolean documents(String name) {
    return all().anyMatch(metric -> metric.covers(name));
  }

  /** Names of the host's metrics that the set of meters has no meter for. */
  static List<String> missing(MeterRegistry meterSet) {
    return section("## Of the host")
        .filter(metric -> meterSet.getMeters().stream().noneMatch(m -> metric.covers(m.getId())))
        .map(Metric::name)
        .toList();
  }

  /** The table in Markdown. */
  static String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# Metrics of a node\n\n")
        .append("What `GET /metrics` of the admin endpoint shows (Prometheus' text; OPS-5); each ")
        .append(
            "carries the tag `node` besides. Written by `MetricCatalogTest`, which fails where the"
                + " ")
        .append("code differs.\n\n")
        .append("| metric | in Prometheus | type | tags | meaning |\n|---|---|---|---|---|\n");
    all().forEach(metric -> text.append(metric.row()).append('\n'));
    return text.toString();
  }
}
