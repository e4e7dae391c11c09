package org.medchain.comparison.config;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Regions and the paths between them (key {@code network.regions}; CMP-61, CMP-62). A matrix has a
 * row for each region that sends and a column for each that receives, both in the order of the
 * names; on the diagonal both are the same region.
 *
 * @param name of this network, as tables show it
 * @param source where the numbers come from
 * @param licence of these numbers
 * @param names of the regions
 * @param medianMs of the log-normal one-way delays, in ms, each more than 0
 * @param sigma the standard deviations of the delays' natural logarithms, 0 to 3 each
 * @param bandwidthMbps of a node's uplink to a region, in 10^6 bits a second, each more than 0
 */
public record RegionsConfig(
    String name,
    String source,
    String licence,
    List<String> names,
    List<List<Double>> medianMs,
    List<List<Double>> sigma,
    List<List<Double>> bandwidthMbps) {
  private static final String KEY = "network.regions.";

  /**
   * What all messages from one region to another have in common.
   *
   * @param latency one-way delay of a message
   * @param bandwidthMbps of a node's uplink to that region
   */
  public record Path(Latency latency, double bandwidthMbps) {}

  /**
   * Nodes and clients that are in one region (an item of {@code network.placement}).
   *
   * @param region one of the names
   * @param nodes how many are there, numbered behind those of the items before; default 0
   * @param clients the same of clients
   */
  public record Placement(String region, int nodes, int clients) {}

  /** Checks sizes and ranges, and copies the lists. */
  public RegionsConfig {
    names = List.copyOf(names);
    medianMs = matrix(names, KEY + "median_ms", medianMs);
    sigma = matrix(names, KEY + "sigma", sigma);
    bandwidthMbps = matrix(names, KEY + "bandwidth_mbps", bandwidthMbps);
  }

  private static List<List<Double>> matrix(
      List<String> names, String key, List<List<Double>> rows) {
    for (int from = 0; from < rows.size(); from++) {
      requireSize(key + "[" + from + "]", names, rows.get(from).size(), "values", "to");
    }
    requireSize(key, names, rows.size(), "rows", "from");
    return rows.stream().map(List::copyOf).toList();
  }

  private static void requireSize(
      String key, List<String> names, int found, String what, String way) {
    if (found != names.size()) {
      String missing = found < names.size() ? ": none " + way + " " + names.get(found) : "";
      throw new IllegalArgumentException(
          "%s must be of %s %s, one for each region, not of %s%s"
              .formatted(key, names.size(), what, found, missing));
    }
  }

  /** The paths by the sender's region and, within it, by the receiver's. */
  List<List<Path>> paths() {
    return IntStream.range(0, names.size())
        .mapToObj(from -> IntStream.range(0, names.size()).mapToObj(to -> path(from, to)).toList())
        .toList();
  }

  private Path path(int from, int to) {
    return new Path(
        new Latency.Lognormal(medianMs.get(from).get(to), sigma.get(from).get(to)),
        bandwidthMbps.get(from).get(to));
  }
}
