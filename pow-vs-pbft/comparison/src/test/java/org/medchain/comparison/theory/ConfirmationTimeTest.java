package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.medchain.comparison.theory.SixtyDigitArithmetic.DIGITS;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.theory.ConfirmationTime.WaitingStart;

/** CMP-16: the Erlang distribution against the sum over a Poisson process, and χ² tables. */
class ConfirmationTimeTest {
  private static ConfirmationTime unit(int confirmations) {
    return new ConfirmationTime(confirmations, WaitingStart.SUBMISSION, 1, 1);
  }

  /** P(T > t) is the probability of fewer than k blocks up to t. */
  @Property(seed = "5511", tries = 200)
  void survivalIsThePoissonSum(
      @ForAll @IntRange(min = 1, max = 100) int confirmations,
      @ForAll @DoubleRange(min = 0.01, max = 4) @Scale(4) double means) {
    BigDecimal time = SixtyDigitArithmetic.of(means * confirmations);
    BigDecimal term = SixtyDigitArithmetic.expOfMinus(time);
    BigDecimal fewer = BigDecimal.ZERO;
    BigDecimal enough = BigDecimal.ZERO;
    for (int found = 0; found < confirmations + 1000; found++) {
      if (found < confirmations) {
        fewer = fewer.add(term, DIGITS);
      } else {
        enough = enough.add(term, DIGITS);
      }
      term = term.multiply(time, DIGITS).divide(BigDecimal.valueOf(found + 1), DIGITS);
    }
    ConfirmationTime exact = unit(confirmations);
    SixtyDigitArithmetic.assertClose(exact.survivalProbability(time.doubleValue()), fewer, 2e-12);
    SixtyDigitArithmetic.assertClose(
        exact.cumulativeProbability(time.doubleValue()), enough, 2e-12);
  }

  /** The mean is the area under the survival function, here by Simpson's rule. */
  @Property(seed = "5512", tries = 50)
  void meanIsTheAreaUnderTheSurvivalFunction(
      @ForAll @IntRange(min = 1, max = 20) int confirmations,
      @ForAll WaitingStart from,
      @ForAll @DoubleRange(min = 0.1, max = 600) @Scale(1) double intervalS,
      @ForAll @DoubleRange(min = 0.1, max = 1) @Scale(2) double liveShare) {
    ConfirmationTime time = new ConfirmationTime(confirmations, from, intervalS, liveShare);
    int steps = 4000;
    double width = 100 * intervalS / liveShare / steps;
    double area = 0;
    for (int i = 0; i <= steps; i++) {
      int weight = i == 0 || i == steps ? 1 : 2 + 2 * (i % 2);
      area += weight * time.survivalProbability(i * width) * width / 3;
    }
    double tolerance = 1e-6 * intervalS / liveShare;
    assertThat(time.meanS()).isCloseTo(area, within(tolerance));
  }

  @Property(seed = "5513", tries = 200)
  void quantileIsTheInverse(
      @ForAll @IntRange(min = 1, max = 150) int confirmations,
      @ForAll @DoubleRange(min = 1e-6, max = 0.999_999) @Scale(6) double probability) {
    ConfirmationTime time = unit(confirmations);
    double quantileS = time.quantileS(probability);
    assertThat(time.cumulativeProbability(quantileS)).isCloseTo(probability, within(1e-12));
    assertThat(time.survivalProbability(quantileS)).isCloseTo(1 - probability, within(1e-12));
  }

  @Test
  void conventionsScaleAndShift() {
    // Six blocks of ten minutes are an hour; with two thirds of the hash power one and a half.
    assertThat(new ConfirmationTime(6, WaitingStart.SUBMISSION, 600, 1).meanS()).isEqualTo(3600);
    ConfirmationTime fewer = new ConfirmationTime(6, WaitingStart.SUBMISSION, 600, 2.0 / 3);
    assertThat(fewer.meanS()).isCloseTo(5400, within(1e-9));
    assertThat(fewer.quantileS(0.95)).isCloseTo(900 * unit(6).quantileS(0.95), within(1e-9));
    ConfirmationTime later = new ConfirmationTime(7, WaitingStart.FIRST_BLOCK, 1, 1);
    assertThat(later.quantileS(0.9)).isEqualTo(unit(6).quantileS(0.9));
    ConfirmationTime none = new ConfirmationTime(1, WaitingStart.FIRST_BLOCK, 600, 1);
    assertThat(none.meanS()).isZero();
    assertThat(none.quantileS(0.99)).isZero();
    assertThat(none.survivalProbability(0)).isZero();
    assertThat(none.cumulativeProbability(0)).isEqualTo(1);
    assertThat(unit(3).quantileS(0)).isZero();
  }

  @Test
  void refusesWhatHasNoMeaning() {
    assertThatThrownBy(() -> unit(1).quantileS(1)).hasMessageContaining("certainty");
  }
}
