package org.medchain.experiments.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The percentile bootstrap of a pooled quantile over repeats (EXP-36; Efron 1979): repeats are
 * drawn with replacement, all requests of each together, because they share their trial's luck.
 *
 * @param values every latency that occurs, ascending, in µs
 * @param cumulative for each repeat, how many of its requests are no slower than each of these
 * @param measured requests of each repeat, those that did not become final included
 */
public record LatencyBootstrap(List<Long> values, List<long[]> cumulative, List<Long> measured) {
  private static final int ALL_UP_TO = 5;
  private static final int DRAWS = 2000;
  private static final double TAIL = 0.025;
  private static final double US_PER_MS = 1000;

  static LatencyBootstrap of(List<SortedMap<Long, Long>> counts, List<Long> measured) {
    TreeSet<Long> all = new TreeSet<>();
    counts.forEach(each -> all.addAll(each.keySet()));
    List<Long> values = List.copyOf(all);
    return new LatencyBootstrap(
        values, counts.stream().map(each -> cumulative(values, each)).toList(), measured);
  }

  /** How many requests of a repeat had each latency, in µs. */
  static SortedMap<Long, Long> counts(Histogram repeat) {
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (HistogramIterationValue step : repeat.recordedValues()) {
      long value = repeat.medianEquivalentValue(step.getValueIteratedTo());
      counts.merge(value, step.getCountAddedInThisIterationStep(), Long::sum);
    }
    return counts;
  }

  private static long[] cumulative(List<Long> values, SortedMap<Long, Long> counts) {
    long[] cumulative = new long[values.size()];
    long sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      sum += counts.getOrDefault(values.get(i), 0L);
      cumulative[i] = sum;
    }
    return cumulative;
  }

  /** Both ends in ms; empty with one repeat, and where an end is not a number of ms. */
  Optional<double[]> intervalMs(int permille) {
    if (measured.size() < 2) {
      return Optional.empty();
    }
    double[] quantiles =
        resamples().stream()
            .mapToDouble(repeats -> quantileMs(repeats, permille))
            .sorted()
            .toArray();
    int below = (int) Math.floor(TAIL * quantiles.length);
    double low = quantiles[below];
    double high = quantiles[quantiles.length - 1 - below];
    return Double.isInfinite(high) ? Optional.empty() : Optional.of(new double[] {low, high});
  }

  /** Each has a repeat's index as often as it was drawn. */
  private List<int[]> resamples() {
    int repeats = measured.size();
    boolean every = repeats <= ALL_UP_TO;
    int count = every ? (int) Math.pow(repeats, repeats) : DRAWS;
    SplittableRandom random = new SplittableRandom(repeats);
    List<int[]> resamples = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      int[] drawn = new int[repeats];
      int digits = number;
      for (int i = 0; i < repeats; i++) {
        drawn[i] = every ? digits % repeats : random.nextInt(repeats);
        digits /= repeats;
      }
      resamples.add(drawn);
    }
    return resamples;
  }

  private double quantileMs(int[] repeats, int permille) {
    long all = Arrays.stream(repeats).mapToLong(measured::get).sum();
    long rank = (permille * all + 999) / 1000;
    int low = 0;
    int high = values.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo(repeats, middle) >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == values.size() ? Double.POSITIVE_INFINITY : values.get(low) / US_PER_MS;
  }

  private long upTo(int[] repeats, int value) {
    return Arrays.stream(repeats).mapToLong(repeat -> cumulative.get(repeat)[value]).sum();
  }
}
