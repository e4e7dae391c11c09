package org.medchain.comparison.metrics;

import java.util.OptionalDouble;

/**
 * Finality in a steady state (CMP-50). All are empty where the load is over before there is one.
 *
 * @param tps requests that became final in the window, a second
 * @param offeredTps requests that were to start in the window, a second
 * @param windowS the window's length, in s
 */
public record Throughput(OptionalDouble tps, OptionalDouble offeredTps, OptionalDouble windowS) {
  /** Of nothing. */
  static final Throughput EMPTY =
      new Throughput(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
}
