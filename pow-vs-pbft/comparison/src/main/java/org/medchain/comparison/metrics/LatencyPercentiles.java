package org.medchain.comparison.metrics;

import java.util.OptionalDouble;

/**
 * Latency percentiles over the measured requests, in milliseconds from the intended start to
 * finality (CMP-7). A percentile that falls among the requests that never became final is empty.
 *
 * @param p50Ms half of the requests were final after so long
 * @param p90Ms nine in ten
 * @param p99Ms ninety-nine in a hundred
 * @param maxMs all of them
 */
public record LatencyPercentiles(
    OptionalDouble p50Ms, OptionalDouble p90Ms, OptionalDouble p99Ms, OptionalDouble maxMs) {}
