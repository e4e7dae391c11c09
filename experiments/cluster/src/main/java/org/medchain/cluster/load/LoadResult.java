package org.medchain.cluster.load;

import org.HdrHistogram.Histogram;

/**
 * The result of a client's process.
 *
 * @param sent requests
 * @param accepted of them, by f + 1 equal replies
 * @param rejected replies that were refused, and refusals
 * @param unfinished sent and not accepted by the end
 * @param throughputTps accepted a second, over the measured time
 * @param cpuNs processor time of this process in the measured time, in nanoseconds
 * @param latencyUs of those due in the measured time, in microseconds
 */
public record LoadResult(
    long sent,
    long accepted,
    long rejected,
    long unfinished,
    double throughputTps,
    long cpuNs,
    Histogram latencyUs) {}
