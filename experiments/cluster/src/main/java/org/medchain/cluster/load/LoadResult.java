package org.medchain.cluster.load;

import org.HdrHistogram.Histogram;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * The result of a client's process.
 *
 * @param accepted requests, by f + 1 equal replies
 * @param throughputTps accepted a second, over the measured time
 * @param cpuNs processor time of this process in the measured time, in nanoseconds
 * @param latencyUs of those due in the measured time, in microseconds
 */
public record LoadResult(
    long accepted,
    double throughputTps,
    long cpuNs,
    @JsonSerialize(converter = HistogramText.Writer.class)
        @JsonDeserialize(converter = HistogramText.Reader.class)
        Histogram latencyUs) {}
