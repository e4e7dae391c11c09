package org.medchain.experiments.results;

import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The latencies of all repeats of a cell in one histogram (EXP-12): each request counts once, in
 * every repeat.
 *
 * @param histogram of the measured requests that became final, in µs
 * @param measured requests, those that did not become final included
 */
record PooledLatencies(Histogram histogram, long measured) {
  private static final int DIGITS = 3;
  private static final double US_PER_MS = 1000;

  static PooledLatencies of(List<Histogram> histograms, long measured) {
    Histogram sum = new Histogram(DIGITS);
    histograms.forEach(sum::add);
    return new PooledLatencies(sum, measured);
  }

  /**
   * The least latency that this share (in thousandths) of requests does not exceed, in ms, to a
   * thousandth; empty where it falls among those that never became final.
   */
  OptionalDouble quantileMs(int permille) {
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
