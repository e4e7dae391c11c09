package org.medchain.comparison.metrics;

import java.util.OptionalDouble;

/**
 * What became of a load in time.
 *
 * @param measured requests submitted after the warm-up: the ones in the percentiles
 * @param throughput in the steady state
 * @param percentiles of the measured requests' latencies
 * @param warmupMaxMs the largest latency of the warm-up, in ms: the cost of the start; empty where
 *     none of its requests became final
 */
public record LoadMetrics(
    long measured,
    Throughput throughput,
    LatencyPercentiles percentiles,
    OptionalDouble warmupMaxMs) {}
