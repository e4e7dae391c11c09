package org.medchain.cluster.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
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

  /** With few rounds, and with one, the interval is all that was seen. */
  @Test
  void fewRoundsGiveTheirRange() {
    assertThat(MedianEstimate.of(new double[] {5})).isEqualTo(new MedianEstimate(5, 5, 5, 1));
    assertThat(MedianEstimate.of(new double[] {5, 1, 3})).isEqualTo(new MedianEstimate(3, 1, 5, 3));
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

  /** Anscombe (1973): four sets of eleven points whose least squares are y = 3 + x / 2. */
  @Test
  void theLineIsThatOfLeastSquares() {
    double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    double[][] y = {
      {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68},
      {9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74},
      {7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73}
    };
    for (double[] each : y) {
      LeastSquaresFit line = new LeastSquaresFit();
      IntStream.range(0, x.length).forEach(i -> line.add(x[i], each[i]));
      assertThat(line.slope()).isCloseTo(0.5, offset(0.001));
      assertThat(line.intercept()).isCloseTo(3.0, offset(0.005));
    }
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
