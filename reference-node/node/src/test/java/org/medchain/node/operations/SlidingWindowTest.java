package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What happened in the last seconds, against a plain list of everything (OPS-6). */
class SlidingWindowTest {
  static final long SECOND = 1_000_000_000L;
  private static final int WINDOW = 10;

  @Property(tries = 300)
  void theRateIsThatOfTheWindow(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(max = 4 * SECOND) Long> gaps,
      @ForAll @LongRange(min = -SECOND, max = SECOND) long begin) {
    SlidingWindowRate count = new SlidingWindowRate(WINDOW, begin);
    List<Long> times = new ArrayList<>();
    long now = begin;
    for (long gap : gaps) {
      now += gap;
      count.add(now, 3);
      times.add(now);
    }

    long firstSecond = Math.floorDiv(now, SECOND) - WINDOW + 1;
    long inWindow =
        times.stream().filter(time -> Math.floorDiv(time, SECOND) >= firstSecond).count() * 3;
    long startNs = Math.max(begin, firstSecond * SECOND);
    double seconds = Math.max(SECOND, now - startNs) / (double) SECOND;
    assertThat(count.rate(now)).isEqualTo(inWindow / seconds, within(1e-9));
  }

  @Property(tries = 200)
  void quantilesAreThoseOfTheCompleteSeconds(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(max = 3 * SECOND) Long> gaps,
      @ForAll @IntRange(min = 1, max = 50_000_000) int unitNs) {
    SlidingWindowHistogram latency = new SlidingWindowHistogram(WINDOW, 0);
    List<long[]> all = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < gaps.size(); i++) {
      now += gaps.get(i);
      latency.record(now, (long) i * unitNs);
      all.add(new long[] {now / SECOND, (long) i * unitNs});
    }
    long ends = now + SECOND;
    long last = ends / SECOND;

    List<Long> kept =
        all.stream()
            .filter(one -> one[0] < last && one[0] >= last - WINDOW + 1)
            .map(one -> one[1])
            .sorted()
            .toList();
    double expected = kept.isEmpty() ? 0 : kept.get(kept.size() - 1) / 1e9;
    assertThat(latency.quantiles(ends, 1.0)[0]).isEqualTo(expected, within(2e-6 + expected / 50));
  }

  @Test
  void afterTheWindowNothingIsLeft() {
    SlidingWindowRate count = new SlidingWindowRate(WINDOW, 0);
    SlidingWindowHistogram latency = new SlidingWindowHistogram(WINDOW, 0);
    count.add(0, 100);
    latency.record(0, SECOND);

    assertThat(latency.quantiles(SECOND, 0.5)[0]).isEqualTo(1, within(0.02));
    assertThat(latency.quantiles(WINDOW * SECOND, 0.5)[0]).isZero();
    assertThat(count.rate(WINDOW * SECOND)).isZero();
  }

  @Test
  void oddLatenciesAreCutNotThrown() {
    SlidingWindowHistogram latency = new SlidingWindowHistogram(WINDOW, 0);
    latency.record(0, -5);
    latency.record(0, Long.MAX_VALUE);

    assertThat(latency.quantiles(SECOND, 0.5, 1.0)[0]).isZero();
    assertThat(latency.quantiles(SECOND, 0.5, 1.0)[1]).isEqualTo(60, within(1.0));
  }

  @Test
  void timeThatGoesBackCountsAsNow() {
    SlidingWindowRate count = new SlidingWindowRate(WINDOW, 5 * SECOND);
    count.add(5 * SECOND, 1);
    count.add(SECOND, 1);

    assertThat(count.rate(6 * SECOND)).isEqualTo(2.0);
  }

  /** Writers that do not wait for each other, and a reader: nothing is lost, nothing thrown. */
  @Test
  void manyThreadsRecordAtOnce() throws InterruptedException {
    SlidingWindowHistogram latency = new SlidingWindowHistogram(WINDOW, 0);
    SlidingWindowRate count = new SlidingWindowRate(WINDOW, 0);
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      long valueNs = (writer + 1) * 100_000_000L;
      writers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 10_000; i++) {
                      latency.record(i * 500_000L, valueNs);
                      count.add(i * 500_000L, 1);
                    }
                  }));
    }
    for (int i = 0; i < 50; i++) {
      assertThat(latency.quantiles(i * 100_000_000L, 0.5)[0]).isBetween(0.0, 0.5);
    }
    for (Thread writer : writers) {
      writer.join();
    }

    assertThat(latency.quantiles(6 * SECOND, 0.24, 1.0)[0]).isEqualTo(0.1, within(0.005));
    assertThat(latency.quantiles(6 * SECOND, 0.24, 1.0)[1]).isEqualTo(0.4, within(0.01));
    assertThat(count.rate(5 * SECOND)).isEqualTo(8000.0);
  }
}
