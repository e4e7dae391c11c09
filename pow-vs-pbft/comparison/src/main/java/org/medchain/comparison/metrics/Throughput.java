package org.medchain.comparison.metrics;

import java.util.OptionalDouble;

/**
 * Finality in a steady state (CMP-50). All are empty where the load is over before there is one.
 *
 * @param offeredTps requests that were to start in the window, a second
 * @param tps requests that became final in the window, a second
 * @param windowS the window's length, in s
 */
public record Throughput(OptionalDouble offeredTps, OptionalDouble tps, OptionalDouble windowS) {
  /** Of nothing. */
  static final Throughput EMPTY =
      new Throughput(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
}
