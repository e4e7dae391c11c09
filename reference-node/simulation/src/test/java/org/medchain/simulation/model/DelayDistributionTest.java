package org.medchain.simulation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** SIM-9: drawn values have the distribution that the class is named after. */
class DelayDistributionTest {
  private static final int DRAWS = 100_000;

  /** Five standard errors: red by chance once in two million. */
  private static final double SIGMAS = 5;

  private static double[] draws(DelayDistribution distribution) {
    UniformRandomProvider random = new RandomStreams(7).stream("test", 0);
    double[] draws = new double[DRAWS];
    Arrays.setAll(draws, i -> distribution.drawNs(random) / 1e6);
    Arrays.sort(draws);
    return draws;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) (share * sorted.length)];
  }

  @Test
  void uniformKeepsItsBoundsAndMean() {
    double[] draws = draws(new DelayDistribution.Uniform(10, 30));
    assertThat(draws[0]).isBetween(10.0, 10.1);
    assertThat(draws[DRAWS - 1]).isBetween(29.9, 30.0);
    double error = 20 / Math.sqrt(12 * DRAWS);
    assertThat(mean(draws)).isCloseTo(20, within(SIGMAS * error));
  }

  @Test
  void exponentialHasItsLeastMeanAndTail() {
    double[] draws = draws(new DelayDistribution.Exponential(5, 20));
    assertThat(draws[0]).isGreaterThanOrEqualTo(5);
    assertThat(mean(draws)).isCloseTo(25, within(SIGMAS * 20 / Math.sqrt(DRAWS)));
    // Above 5 + 20 ln 10 lies one tenth.
    assertShareBelow(draws, 5 + 20 * Math.log(10), 0.9);
  }

  @Test
  void lognormalHasItsMedianAndSpread() {
    double[] draws = draws(new DelayDistribution.Lognormal(15, 0.4));
    // Of a normal distribution 84.13 % lie below one standard deviation above the mean.
    assertShareBelow(draws, 15, 0.5);
    assertShareBelow(draws, 15 * Math.exp(0.4), 0.8413447);
    assertShareBelow(draws, 15 * Math.exp(-0.8), 0.0227501);
    assertThat(quantile(draws, 0.5)).isCloseTo(15, within(0.3));
  }

  private static void assertShareBelow(double[] draws, double bound, double share) {
    double below = Arrays.stream(draws).filter(draw -> draw < bound).count() / (double) DRAWS;
    double error = Math.sqrt(share * (1 - share) / DRAWS);
    assertThat(below).isCloseTo(share, within(SIGMAS * error));
  }

  @Test
  void noDrawIsNegativeOrOverflows() {
    DelayDistribution wild = new DelayDistribution.Lognormal(1e12, 100);
    double[] draws = draws(wild);
    assertThat(draws[0]).isGreaterThanOrEqualTo(0);
    assertThat(draws[DRAWS - 1]).isEqualTo(DelayDistribution.MAX_NS / 1e6);
  }

  @Test
  void nonsenseIsRefused() {
    for (double bad : List.of(-1.0, Double.NaN, Double.POSITIVE_INFINITY)) {
      assertThatThrownBy(() -> new DelayDistribution.Constant(bad));
      assertThatThrownBy(() -> new DelayDistribution.Uniform(0, bad));
      assertThatThrownBy(() -> new DelayDistribution.Exponential(bad, 1));
      assertThatThrownBy(() -> new DelayDistribution.Lognormal(1, bad));
    }
    assertThatThrownBy(() -> new DelayDistribution.Uniform(2, 1));
  }

  /** SIM-3. */
  @Test
  void streamsOfOneNameAreEqualAndOthersDiffer() {
    long first = new RandomStreams(1).stream("latency", 0).nextLong();
    assertThat(new RandomStreams(1).stream("latency", 0).nextLong()).isEqualTo(first);
    assertThat(
            List.of(
                first,
                new RandomStreams(2).stream("latency", 0).nextLong(),
                new RandomStreams(1).stream("loss", 0).nextLong(),
                new RandomStreams(1).stream("latency", 1).nextLong()))
        .doesNotHaveDuplicates();
  }
}
