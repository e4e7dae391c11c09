package org.medchain.cluster.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures against the definitions of their statistics, worked out in another way. */
class MeasuredTest {
  /** 0, 1, 2 …: each value is its rank from 0. */
  private static MedianEstimate ofRanks(int rounds) {
    double[] shuffled = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      shuffled[i] = (i * 7L + 3) % rounds;
    }
    if (rounds % 7 == 0) {
      Arrays.setAll(shuffled, i -> rounds - 1 - i);
    }
    return MedianEstimate.of(shuffled);
  }

  private static BigInteger choose(int n, int k) {
    BigInteger found = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      found = found.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return found;
  }

  /**
   * The true median lies between two ranks if the number of values under it, which is binomial with
   * one half, is more than the lower rank (from 0) and not more than the upper.
   */
  private static double coverage(int rounds, int low, int high) {
    BigInteger inside = BigInteger.ZERO;
    for (int under = low + 1; under <= high; under++) {
      inside = inside.add(choose(rounds, under));
    }
    return inside.doubleValue() / BigInteger.TWO.pow(rounds).doubleValue();
  }

  @Test
  void theIntervalHoldsTheMedianInNinetyFiveOfAHundredCases() {
    for (int rounds = 6; rounds <= 300; rounds++) {
      MedianEstimate found = ofRanks(rounds);
      assertThat(found.rounds()).isEqualTo(rounds);
      assertThat((int) found.median()).isEqualTo(rounds / 2);
      assertThat(coverage(rounds, (int) found.low(), (int) found.high()))
          .as("%d rounds", rounds)
          .isBetween(0.95, rounds < 20 ? 1.0 : 0.985);
    }
  }

  @Test
  void sumsAndDifferences() {
    MedianEstimate one = new MedianEstimate(5, 4, 7, 40);
    MedianEstimate other = new MedianEstimate(2, 1, 3, 10);
    assertThat(one.plus(other)).isEqualTo(new MedianEstimate(7, 5, 10, 10));
    assertThat(one.minus(4.5)).isEqualTo(new MedianEstimate(0.5, 0, 2.5, 40));
  }

  @ParameterizedTest
  @CsvSource({
    "12.345, 12.3",
    "0.00012345, 0.000123",
    "123456, 123000",
    "0, 0",
    "99.95, 100",
    "2.50, 2.5",
    "1.125, 1.12",
    "1.375, 1.38"
  })
  void threeDigitsAreWritten(double value, String text) {
    assertThat(Calibration.plain(value)).isEqualTo(text);
  }

  /** No cost is negative: what falls is level at its mean, what begins under 0 begins at 0. */
  @Test
  void aLineIsNoNegativeCost() {
    LeastSquaresFit falling = new LeastSquaresFit();
    LeastSquaresFit steep = new LeastSquaresFit();
    LeastSquaresFit upright = new LeastSquaresFit();
    for (int i = 1; i <= 3; i++) {
      falling.add(i, 10 - i);
      steep.add(i, 10 * i - 8);
      upright.add(4, i);
    }
    assertThat(falling.slope()).isZero();
    assertThat(falling.intercept()).isEqualTo(8);
    assertThat(steep.slope()).isCloseTo(10, offset(1e-9));
    assertThat(steep.intercept()).isZero();
    assertThat(upright.slope()).isZero();
    assertThat(upright.intercept()).isEqualTo(2);
  }
}
