package org.medchain.cluster.local;

import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A node's page of metrics (OPS-5).
 *
 * @param page in Prometheus' text format; empty if none came
 */
public record MetricsPage(String page) {
  /**
   * The sum of a metric's values; nothing if the page has none.
   *
   * @param labels that a line must have, as in {@code direction="in"}
   */
  public OptionalDouble value(String name, String... labels) {
    return page.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> Stream.of(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .reduce(Double::sum);
  }

  /** The same of a counter, 0 if the page has none. */
  public long count(String name, String... labels) {
    return (long) value(name, labels).orElse(0);
  }
}
