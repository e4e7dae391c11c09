package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.medchain.simulation.model.RandomStreams;

/** CMP-23: the intervals by their definitions, and that a wrong number is seen. */
class SampleEstimateTest {
  /** Student 1908 by hand: 1 to 5 have mean 3, deviation √2.5, and t(4; 0.995) is 4.6041. */
  @Test
  void meanHasStudentsInterval() {
    SummaryStatistics five = new SummaryStatistics();
    List.of(1, 2, 3, 4, 5).forEach(five::addValue);
    SampleEstimate mean = SampleEstimate.MeanEstimate.of(five);
    double error = StrictMath.sqrt(2.5 / 5);
    assertThat(mean.value()).isEqualTo(3);
    assertThat(mean.high() - 3).isCloseTo(4.6041 * error, within(1e-4));
    assertThat(3 - mean.low()).isCloseTo(4.6041 * error, within(1e-4));
    assertThat(mean.relativeHalfWidth()).isCloseTo(4.6041 * error / 3, within(1e-4));
    assertThat(mean.sigmas(4)).isCloseTo(1 / error, within(1e-12));
    assertThat(mean.samples()).isEqualTo(5);
  }

  /** Clopper and Pearson 1934: at each end, what was seen or more of it has a chance of 1/200. */
  @Property(seed = "5571", tries = 40)
  void endsOfAProportionsIntervalLeaveHalfAPercentEach(
      @ForAll @IntRange(min = 1, max = 60) int samples,
      @ForAll @IntRange(min = 0, max = 60) int successes) {
    Assume.that(successes <= samples);
    SampleEstimate estimate = new SampleEstimate.ProportionEstimate(successes, samples);
    if (successes > 0) {
      assertThat(atLeast(successes, samples, estimate.low())).isCloseTo(0.005, within(1e-6));
    } else {
      assertThat(estimate.low()).isZero();
    }
    if (successes < samples) {
      double most = 1 - atLeast(successes + 1, samples, estimate.high());
      assertThat(most).isCloseTo(0.005, within(1e-6));
    } else {
      assertThat(estimate.high()).isEqualTo(1);
    }
  }

  /** P(X ≥ successes), X binomial, term by term. */
  private static double atLeast(int successes, int samples, double p) {
    double sum = 0;
    for (int count = successes; count <= samples; count++) {
      double ways = new BigDecimal(SixtyDigitArithmetic.choose(samples, count)).doubleValue();
      sum += ways * StrictMath.pow(p, count) * StrictMath.pow(1 - p, samples - count);
    }
    return sum;
  }

  @Test
  void proportionIsMeasuredInItsOwnStandardErrors() {
    // 60 of 100 under a fair coin, whose error is 0.05.
    assertThat(new SampleEstimate.ProportionEstimate(60, 100).sigmas(0.5))
        .isCloseTo(2, within(1e-12));
    assertThat(new SampleEstimate.ProportionEstimate(60, 100).covers(0.5)).isTrue();
    assertThat(new SampleEstimate.ProportionEstimate(60, 100).covers(0.4)).isFalse();
  }

  @Test
  void aFigureIsRefusedForEitherReason() {
    SampleEstimate estimate = new SampleEstimate.ProportionEstimate(5_000, 10_000);
    new TheoryComparison("right", 0.51, estimate).assertMet(0.05);
    assertRed(new TheoryComparison("ten percent off", 0.55, estimate), 0.05, "standard errors");
    assertRed(new TheoryComparison("too small a sample", 0.5, estimate), 0.01, "half-width");
  }

  private static void assertRed(TheoryComparison figure, double halfWidth, String why) {
    assertThatThrownBy(() -> figure.assertMet(halfWidth))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(why);
  }

  /** What a pilot of a hundred throws of a die is good for. */
  @Test
  void sizeFollowsFromThePilot() {
    RequiredPrecision.Experiment dice =
        (seed, size) -> {
          UniformRandomProvider random = new RandomStreams(seed).stream("die", 0);
          long sixes = 0;
          for (int i = 0; i < size; i++) {
            sixes += random.nextInt(6) == 0 ? 1 : 0;
          }
          return List.of(
              new TheoryComparison(
                  "a six", 1.0 / 6, new SampleEstimate.ProportionEstimate(sixes, size)));
        };
    TheoryComparison figure = RequiredPrecision.VERIFY.sized(23, 500, dice).get(0);
    figure.assertMet(0.05);
    // n = (2.576 / 0.04)² (1 − p) / p, which is 20,740, and the luck of the run before.
    assertThat(figure.estimate().samples()).isBetween(20_740L, 30_000L);
  }
}
