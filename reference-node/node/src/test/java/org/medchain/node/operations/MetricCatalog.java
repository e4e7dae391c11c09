package org.medchain.node.operations;

import static org.medchain.node.operations.Metric.counter;
import static org.medchain.node.operations.Metric.family;
import static org.medchain.node.operations.Metric.gauge;
import static org.medchain.node.operations.Metric.histogram;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All metrics that a node shows, and their meanings (OPS-5): the source of {@code METRICS.md}. */
final class MetricCatalog {
  /** Those of {@link NodeMetrics}. */
  private static final List<Metric> HOST =
      List.of(
          gauge("medchain.consensus.view", "", "View that the node is in."),
          counter("medchain.consensus.view.changes", "", "Views entered since the process began."),
          counter("medchain.ledger.blocks", "", "Blocks executed since the process began."),
          gauge("medchain.ledger.height", "", "Height of the last block executed."),
          counter("medchain.ledger.requests", "", "Requests executed since the process began."),
          histogram(
              Meter.Type.TIMER,
              "medchain.node.loop.lag",
              "",
              "How late a task of the replica's thread began, ten times a second."),
          gauge("medchain.node.peers", "", "Peers that are connected."),
          histogram(
              Meter.Type.TIMER,
              "medchain.node.phase",
              "phase",
              "How long: `request` arrival to execution, `wait` arrival to"
                  + " proposal, `agreement` proposal to commit, `execution` commit to executed,"
                  + " `force` one force of the log."),
          gauge("medchain.node.queue", "queue", "Length of a queue within the node."),
          gauge("medchain.node.ready", "", "1 if the node takes part, else 0."),
          counter(
              "medchain.node.rejected",
              "reason",
              "Messages and requests refused: `malformed`, `unauthenticated`, `unauthorised`,"
                  + " `invalid`, `overloaded`."));

  private static final List<Metric> FAMILIES =
      List.of(
          family("jvm.*", "Memory, buffers, collections and threads of the JVM (micrometer)."),
          family("process.*", "CPU time, start and open descriptors of the process (micrometer)."),
          family("system.*", "CPUs and load of the machine (micrometer)."));

  private MetricCatalog() {}

  private static Stream<Metric> all() {
    return Stream.of(HOST, SubsystemMetrics.ALL, FAMILIES).flatMap(List::stream);
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
    return HOST.stream()
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
