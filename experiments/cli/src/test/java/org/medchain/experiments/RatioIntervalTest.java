package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The comparison of CMP-49 sees what is there and nothing else. */
class RatioIntervalTest {
  private static final double ERROR = 0.01;

  private final SplittableRandom random = new SplittableRandom(7);

  private double exponential() {
    return -StrictMath.log(1 - random.nextDouble());
  }

  private double[] gamma(int shape, double scale) {
    double[] values = new double[100];
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < shape; k++) {
        values[i] += exponential() * scale / shape;
      }
    }
    return values;
  }

  @Test
  void aShorterLoadThatOnlyScattersMoreIsTheSame() {
    RatioInterval same = RatioInterval.ofMeans(gamma(16, 1), gamma(100, 1), ERROR);

    assertThat(same.within(0.15)).isTrue();
    assertThat(Math.abs(same.above())).isLessThan(same.half());
  }

  @Test
  void aTenthMoreIsNotTheSame() {
    RatioInterval more = RatioInterval.ofMeans(gamma(400, 1), gamma(400, 1.1), ERROR);

    assertThat(more.above() - more.half()).isGreaterThan(0.05);
    assertThat(more.within(0.05)).isFalse();
  }

  private List<Histogram> repeats(int requests, double scale) {
    List<Histogram> all = new ArrayList<>();
    for (int repeat = 0; repeat < 40; repeat++) {
      Histogram one = new Histogram(3);
      // Every fifth repeat has a few requests that take ten times as long.
      int slow = repeat % 5 == 0 ? requests / 10 : 0;
      for (int i = 0; i < requests; i++) {
        one.recordValue(Math.round(1_000 * scale * (i < slow ? 10 : 1) * (1 + exponential())));
      }
      all.add(one);
    }
    return all;
  }

  private List<Histogram> retransmissions(double share) {
    List<Histogram> all = new ArrayList<>();
    for (int repeat = 0; repeat < 400; repeat++) {
      Histogram one = new Histogram(3);
      for (int i = 0; i < 500; i++) {
        one.recordValue(random.nextDouble() < share ? 650_000 + i : 150_000 + i);
      }
      all.add(one);
    }
    return all;
  }

  /**
   * One request in a hundred is sent again: of the value nothing can be said, of the share much.
   */
  @Test
  void whereAPercentileJumpsTheShareBeyondItDecides() {
    RatioInterval values =
        RatioInterval.ofPooledQuantiles(retransmissions(0.01), retransmissions(0.01), 99, ERROR);
    assertThat(values.within(0.15)).isFalse();
    assertThat(
            RatioInterval.ofSharesBeyond(retransmissions(0.02), retransmissions(0.02), 98.5, ERROR)
                .within(0.15))
        .isTrue();
    assertThat(
            RatioInterval.ofSharesBeyond(retransmissions(0.02), retransmissions(0.01), 98.5, ERROR)
                .within(0.15))
        .isFalse();
  }

  @Test
  void aQuantileIsThatOfAllRequestsTogether() {
    RatioInterval same =
        RatioInterval.ofPooledQuantiles(repeats(500, 1), repeats(1_000, 1), 99, ERROR);
    RatioInterval more =
        RatioInterval.ofPooledQuantiles(repeats(500, 1), repeats(1_000, 1.5), 50, ERROR);

    assertThat(Math.abs(same.above())).isLessThan(same.half());
    assertThat(more.above()).isBetween(0.4, 0.6);
    assertThat(more.within(0.15)).isFalse();
  }
}
