package org.medchain.comparison.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CMP-6, CMP-7: latencies of everything submitted, not of the survivors. */
class LatencyRecorderTest {
  private static final long SECOND_US = 1_000_000;
  private static final MeasurementWindow LONG = new MeasurementWindow(0, 0, 10 * SECOND_US, true);

  private static OptionalDouble ms(double value) {
    return OptionalDouble.of(value);
  }

  /** The definition itself: sort, the lost ones last, and take the rank. */
  @Property(seed = "541", tries = 300)
  void agreesWithSortingEverything(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 5_000_000) Long> latencies,
      @ForAll @IntRange(min = 0, max = 40) int lost) {
    LatencyRecorder recorder = new LatencyRecorder(LONG);
    LongStream.range(0, latencies.size() + lost).forEach(i -> recorder.submitted(i));
    for (int i = 0; i < latencies.size(); i++) {
      recorder.committed(i, i + latencies.get(i), true);
    }
    double[] all =
        LongStream.concat(
                latencies.stream().mapToLong(Long::longValue),
                LongStream.generate(() -> Long.MAX_VALUE).limit(lost))
            .sorted()
            .mapToDouble(each -> each)
            .toArray();
    assertPercentile(all, 0.50, recorder.percentiles().p50Ms());
    assertPercentile(all, 0.90, recorder.percentiles().p90Ms());
    assertPercentile(all, 0.99, recorder.percentiles().p99Ms());
    assertPercentile(all, 1, recorder.percentiles().maxMs());
  }

  private static void assertPercentile(double[] all, double share, OptionalDouble actualMs) {
    // Slightly less, because 0.9 × 10 in binary fractions may be just above 9.
    double expected = all[(int) Math.ceil(share * all.length - 1e-9) - 1];
    assertThat(actualMs)
        .isEqualTo(expected == Long.MAX_VALUE ? OptionalDouble.empty() : ms(expected / 1000));
  }

  @Test
  void warmupIsCountedButNotMeasured() {
    LatencyRecorder recorder =
        new LatencyRecorder(new MeasurementWindow(SECOND_US, 2 * SECOND_US, 4 * SECOND_US, true));
    recorder.submitted(SECOND_US - 1);
    recorder.committed(SECOND_US - 1, 9 * SECOND_US, true);
    recorder.submitted(SECOND_US);
    recorder.committed(SECOND_US, 3 * SECOND_US, false);
    assertThat(recorder.requests()).isEqualTo(new RequestCounts(2, 2, 1));
    assertThat(recorder.percentiles().maxMs()).hasValue(2000);
    assertThat(recorder.throughput().tps()).hasValue(0.5);
    assertThat(recorder.figures().measured()).isEqualTo(1);
    assertThat(recorder.figures().warmupMaxMs()).hasValue(8000.001);
    assertThat(recorder.warmup().getTotalCount()).isEqualTo(1);
    assertThat(recorder.warmup().getTag()).isEqualTo("warmup");
    assertThat(recorder.latency(9 * SECOND_US).getTotalCount()).isEqualTo(1);
    assertThat(recorder.latency(9 * SECOND_US).getTag()).isNull();
    assertThat(recorder.latency(9 * SECOND_US).getStartTimeStamp()).isEqualTo(1000);
    assertThat(recorder.latency(9 * SECOND_US).getEndTimeStamp()).isEqualTo(9000);
  }

  /** CMP-50: all that was submitted before the window, and nothing after it. */
  @Test
  void throughputCountsWhatBecomesFinalInTheWindow() {
    LatencyRecorder recorder =
        new LatencyRecorder(new MeasurementWindow(0, 2 * SECOND_US, 6 * SECOND_US, true));
    long[][] requests = {{1, 2}, {0, 1}, {2, 5}, {5, 6}, {6, 7}};
    for (long[] each : requests) {
      recorder.submitted(each[0] * SECOND_US);
      recorder.committed(each[0] * SECOND_US, each[1] * SECOND_US, true);
    }
    assertThat(recorder.throughput()).isEqualTo(new Throughput(ms(2 / 4.0), ms(2 / 4.0), ms(4)));
  }

  /**
   * CMP-49, CMP-50, CMP-7: without a tail there is a throughput, but what is rare is no matter of
   * the steady state; without a window there are medians alone.
   */
  @ParameterizedTest
  @ValueSource(longs = {0, 2 * SECOND_US})
  void withoutATailOrAWindowThereIsTheMedian(long windowUs) {
    LatencyRecorder recorder = new LatencyRecorder(new MeasurementWindow(0, 0, windowUs, false));
    recorder.submitted(0);
    recorder.committed(0, SECOND_US, true);
    assertThat(recorder.throughput())
        .isEqualTo(windowUs > 0 ? new Throughput(ms(0.5), ms(0.5), ms(2)) : Throughput.EMPTY);
    OptionalDouble none = OptionalDouble.empty();
    assertThat(recorder.percentiles())
        .isEqualTo(new LatencyPercentiles(ms(1000), none, none, ms(1000)));
  }

  @Test
  void nothingIsARateOfNothing() {
    LatencyRecorder recorder = new LatencyRecorder(LONG);
    assertThat(recorder.percentiles().p50Ms()).isEmpty();
    recorder.submitted(5);
    assertThat(recorder.throughput().tps()).hasValue(0);
    assertThat(recorder.throughput().offeredTps()).hasValue(0.1);
    assertThat(recorder.percentiles().p50Ms()).isEmpty();
    assertThat(recorder.figures().warmupMaxMs()).isEmpty();
  }

  @Test
  void countsThatContradictEachOtherAreRefused() {
    assertThatThrownBy(() -> new RequestCounts(1, 2, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RequestCounts(2, 1, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
