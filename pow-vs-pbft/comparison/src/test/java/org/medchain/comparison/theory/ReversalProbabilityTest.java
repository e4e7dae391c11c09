package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** CMP-4, CMP-5: the closed form against the sum it stands for, and against printed tables. */
class ReversalProbabilityTest {
  @Property(seed = "505", tries = 300)
  void closedFormEqualsRosenfeldsSum(
      @ForAll @DoubleRange(min = 0.001, max = 0.499) @Scale(6) double share,
      @ForAll @IntRange(min = 1, max = 60) int confirmations) {
    assertThat(ReversalProbability.exact(share, confirmations))
        .isCloseTo(sum(share, confirmations), within(1e-12));
  }

  /** 1 − Σ C(m+k−1, m) (p^k q^m − p^m q^k), in decimals because the terms nearly cancel out. */
  private static double sum(double share, int k) {
    BigDecimal q = new BigDecimal(share);
    BigDecimal p = BigDecimal.ONE.subtract(q);
    MathContext digits = new MathContext(60);
    BigDecimal probability = BigDecimal.ONE;
    BigInteger choose = BigInteger.ONE;
    for (int m = 0; m < k; m++) {
      BigDecimal difference =
          p.pow(k, digits)
              .multiply(q.pow(m, digits))
              .subtract(p.pow(m, digits).multiply(q.pow(k, digits)));
      probability = probability.subtract(difference.multiply(new BigDecimal(choose)), digits);
      choose = choose.multiply(BigInteger.valueOf(m + k)).divide(BigInteger.valueOf(m + 1));
    }
    return probability.doubleValue();
  }

  @Property(seed = "506", tries = 200)
  void fallsWithConfirmationsAndRisesWithTheShare(
      @ForAll @DoubleRange(min = 0.001, max = 0.49) @Scale(6) double share,
      @ForAll @IntRange(min = 1, max = 200) int confirmations) {
    double here = ReversalProbability.exact(share, confirmations);
    assertThat(here).isBetween(0.0, 1.0);
    assertThat(ReversalProbability.exact(share, confirmations + 1)).isLessThanOrEqualTo(here);
    assertThat(ReversalProbability.exact(share + 0.005, confirmations))
        .isGreaterThanOrEqualTo(here);
  }

  /** Rosenfeld 2014, table 1, in per cent: rows q, columns 1 to 10 confirmations. */
  @Test
  void agreesWithRosenfeldsTable() {
    assertRow(0.02, 4, 0.237, 0.016, 0.001, 0, 0, 0, 0, 0, 0);
    assertRow(0.1, 20, 5.6, 1.712, 0.546, 0.178, 0.059, 0.020, 0.007, 0.002, 0.001);
    assertRow(0.2, 40, 20.8, 11.584, 6.669, 3.916, 2.331, 1.401, 0.848, 0.516, 0.316);
    assertRow(0.3, 60, 43.2, 32.616, 25.207, 19.762, 15.645, 12.475, 10.003, 8.055, 6.511);
    assertRow(0.4, 80, 70.4, 63.488, 57.958, 53.314, 49.300, 45.769, 42.621, 39.787, 37.218);
  }

  private static void assertRow(double share, double... percent) {
    for (int k = 1; k <= percent.length; k++) {
      assertThat(100 * ReversalProbability.exact(share, k))
          .as("q = %s, k = %d", share, k)
          .isCloseTo(percent[k - 1], within(0.000_51));
    }
  }

  @Property(seed = "507", tries = 200)
  void approximationIsTooSmallWhereItMatters(
      @ForAll @DoubleRange(min = 0.02, max = 0.3) @Scale(6) double share,
      @ForAll @IntRange(min = 6, max = 60) int confirmations) {
    // Both are taken from 1 by subtraction somewhere, so what is under 1e-12 is rounding.
    assertThat(DoubleSpendRace.NAKAMOTO.nakamotoApproximation(share, confirmations))
        .isLessThan(ReversalProbability.exact(share, confirmations) + 1e-12);
  }

  @Test
  void knowsTheEdges() {
    assertThat(ReversalProbability.exact(0, 1)).isZero();
    assertThat(ReversalProbability.exact(0.5, 1000)).isEqualTo(1);
    assertThat(ReversalProbability.exact(1, 1)).isEqualTo(1);
    assertThat(DoubleSpendRace.NAKAMOTO.nakamotoApproximation(0.5, 10)).isEqualTo(1);
  }
}
