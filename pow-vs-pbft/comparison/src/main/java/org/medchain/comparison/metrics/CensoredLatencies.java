package org.medchain.comparison.metrics;

import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Latencies of requests of which some may never have become final: those are infinitely late, so a
 * percentile in their share is empty (CMP-7). Several loads' are pooled (EXP-12): each request
 * counts once.
 *
 * @param histogram of the measured requests that became final, in µs
 * @param measured requests, those that did not become final included
 */
public record CensoredLatencies(Histogram histogram, long measured) {
  private static final double US_PER_MS = 1000;

  /**
   * The least latency that this share (in thousandths) of requests does not exceed, in ms, to a
   * thousandth; empty where it falls among those that never became final.
   */
  public OptionalDouble quantileMs(int permille) {
    long rank = (permille * measured + 999) / 1000;
    if (rank == 0 || rank > histogram.getTotalCount()) {
      return OptionalDouble.empty();
    }
    for (HistogramIterationValue step : histogram.recordedValues()) {
      if (step.getTotalCountToThisValue() >= rank) {
        long value = histogram.medianEquivalentValue(step.getValueIteratedTo());
        return OptionalDouble.of(value / US_PER_MS);
      }
    }
    return OptionalDouble.empty();
  }
}
