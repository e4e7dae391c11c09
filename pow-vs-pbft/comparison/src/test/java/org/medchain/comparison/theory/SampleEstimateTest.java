package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.theory.RequiredPrecision.TheoryComparison;

/** CMP-23: the intervals by their definitions, and that a wrong number is seen. */
class SampleEstimateTest {
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
}
