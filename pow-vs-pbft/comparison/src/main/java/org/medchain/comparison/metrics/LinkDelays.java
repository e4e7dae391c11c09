package org.medchain.comparison.metrics;

/**
 * What proxies between a trial's processes did (CLUSTER-28), over all that passed them: in the
 * trial, and while it began.
 *
 * @param medianMs from when something came to a proxy to when it was passed on
 * @param p99Ms the same, 99th percentile
 * @param lateMedianMs how much later it was passed on than it was due
 */
public record LinkDelays(double medianMs, double p99Ms, double lateMedianMs) {}
