package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medchain.comparison.theory.SixtyDigitArithmetic.DIGITS;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.theory.DoubleSpendRace.BranchWinRule;

/**
 * CMP-5, CMP-15: the closed forms against a Markov chain on the two branches, and printed tables.
 */
class DoubleSpendRaceTest {
  private static final double RELATIVE = 1e-12;

  /** From this deficit the attacker is taken to have lost: (0.45/0.55)^600 is under 1e-52. */
  private static final int FAR = 600;

  @Property(seed = "5501", tries = 60)
  void exactFormIsTheMarkovChains(
      @ForAll @DoubleRange(min = 1e-4, max = 0.45) @Scale(6) double share,
      @ForAll @IntRange(min = 1, max = 60) int confirmations,
      @ForAll @IntRange(min = 0, max = 1) int premined,
      @ForAll BranchWinRule win) {
    DoubleSpendRace race = new DoubleSpendRace(premined, win);
    SixtyDigitArithmetic.assertClose(
        race.exactProbability(share, confirmations), chain(race, share, confirmations), RELATIVE);
  }

  @Property(seed = "5502", tries = 60)
  void approximationIsThePoissonSum(
      @ForAll @DoubleRange(min = 1e-4, max = 0.45) @Scale(6) double share,
      @ForAll @IntRange(min = 1, max = 60) int confirmations,
      @ForAll @IntRange(min = 0, max = 1) int premined,
      @ForAll BranchWinRule win) {
    DoubleSpendRace race = new DoubleSpendRace(premined, win);
    SixtyDigitArithmetic.assertClose(
        race.nakamotoApproximation(share, confirmations),
        poisson(race, share, confirmations),
        RELATIVE);
  }

  /** Deficit after h honest and a secret blocks, in the words of the conventions. */
  private static int deficit(DoubleSpendRace race, int honest, int secret) {
    int goal = race.winRule() == BranchWinRule.STRICTLY_AHEAD ? honest + 1 : honest;
    return goal - secret - race.premined();
  }

  /** Step by step over the next block found, up to the k-th honest one; from there catching up. */
  private static BigDecimal chain(DoubleSpendRace race, double share, int k) {
    BigDecimal q = SixtyDigitArithmetic.of(share);
    BigDecimal p = BigDecimal.ONE.subtract(q);
    BigDecimal[] caughtUp = catchUp(q, p, k + 1);
    // won[a] for the current h: the probability to win from h honest and a secret blocks. With
    // k + 1 secret blocks he has won under all conventions, and may as well stop.
    BigDecimal[] won = new BigDecimal[k + 2];
    for (int secret = 0; secret <= k + 1; secret++) {
      won[secret] = caughtUp[Math.max(0, deficit(race, k, secret))];
    }
    for (int honest = k - 1; honest >= 0; honest--) {
      for (int secret = k; secret >= 0; secret--) {
        won[secret] =
            p.multiply(won[secret], DIGITS).add(q.multiply(won[secret + 1], DIGITS), DIGITS);
      }
    }
    return won[0];
  }

  /** The chance to gain d blocks: x(d) = q x(d − 1) + p x(d + 1), solved from the far end. */
  private static BigDecimal[] catchUp(BigDecimal q, BigDecimal p, int deficits) {
    BigDecimal[] step = new BigDecimal[FAR + 1];
    step[FAR] = BigDecimal.ZERO;
    for (int d = FAR - 1; d >= 1; d--) {
      step[d] = q.divide(BigDecimal.ONE.subtract(p.multiply(step[d + 1])), DIGITS);
    }
    BigDecimal[] chance = new BigDecimal[deficits + 1];
    chance[0] = BigDecimal.ONE;
    for (int d = 1; d <= deficits; d++) {
      chance[d] = chance[d - 1].multiply(step[d], DIGITS);
    }
    return chance;
  }

  private static BigDecimal poisson(DoubleSpendRace race, double share, int k) {
    BigDecimal q = SixtyDigitArithmetic.of(share);
    BigDecimal p = BigDecimal.ONE.subtract(q);
    BigDecimal[] caughtUp = catchUp(q, p, k + 1);
    BigDecimal mean = q.multiply(BigDecimal.valueOf(k)).divide(p, DIGITS);
    BigDecimal found = SixtyDigitArithmetic.expOfMinus(mean);
    BigDecimal sum = BigDecimal.ZERO;
    for (int secret = 0; secret < k + 400; secret++) {
      sum =
          sum.add(found.multiply(caughtUp[Math.max(0, deficit(race, k, secret))], DIGITS), DIGITS);
      found = found.multiply(mean, DIGITS).divide(BigDecimal.valueOf(secret + 1), DIGITS);
    }
    return sum;
  }

  /** Rosenfeld 2014, table 1, in per cent, and Nakamoto 2008, §11, for q = 0.1. */
  @Test
  void theTwoPapersDiffer() {
    double[] rosenfeld = {20, 5.6, 1.712, 0.546, 0.178, 0.059, 0.020, 0.007, 0.002, 0.001};
    double[] nakamoto = {
      0.2045873, 0.0509779, 0.0131722, 0.0034552, 0.0009137,
      0.0002428, 0.0000647, 0.0000173, 0.0000046, 0.0000012
    };
    for (int k = 1; k <= 10; k++) {
      double exact = DoubleSpendRace.ROSENFELD.exactProbability(0.1, k);
      double approximation = DoubleSpendRace.NAKAMOTO.nakamotoApproximation(0.1, k);
      assertThat(100 * exact).isCloseTo(rosenfeld[k - 1], within(0.000_51));
      assertThat(approximation).isCloseTo(nakamoto[k - 1], within(5.1e-8));
      assertThat(Math.abs(approximation / exact - 1)).isGreaterThan(0.02);
    }
    // Half of the truth at five blocks, a seventh at ten.
    assertThat(DoubleSpendRace.NAKAMOTO.nakamotoApproximation(0.1, 5))
        .isLessThan(0.52 * DoubleSpendRace.ROSENFELD.exactProbability(0.1, 5));
  }

  @Property(seed = "5503", tries = 200)
  void onlyTheHeadStartMatters(
      @ForAll @DoubleRange(min = 0.001, max = 0.499) @Scale(6) double share,
      @ForAll @IntRange(min = 1, max = 100) int confirmations) {
    double none =
        new DoubleSpendRace(0, BranchWinRule.STRICTLY_AHEAD).exactProbability(share, confirmations);
    double one = DoubleSpendRace.ROSENFELD.exactProbability(share, confirmations);
    double two =
        new DoubleSpendRace(1, BranchWinRule.TIE_SUFFICES).exactProbability(share, confirmations);
    assertThat(DoubleSpendRace.NAKAMOTO.exactProbability(share, confirmations)).isEqualTo(one);
    assertThat(one).isCloseTo(ReversalProbability.exact(share, confirmations), within(1e-11 * one));
    assertThat(none).isLessThan(one);
    assertThat(one).isLessThan(two);
  }

  @Test
  void knowsTheEdges() {
    for (BranchWinRule win : BranchWinRule.values()) {
      for (int premined : Arrays.asList(0, 1)) {
        DoubleSpendRace race = new DoubleSpendRace(premined, win);
        boolean wonAlready = race.headStart() == 2;
        assertThat(race.exactProbability(0, 1)).isEqualTo(wonAlready ? 1 : 0);
        assertThat(race.nakamotoApproximation(0, 1)).isEqualTo(wonAlready ? 1 : 0);
        assertThat(race.exactProbability(0, 2)).isZero();
        assertThat(race.exactProbability(0.5, 1000)).isEqualTo(1);
        assertThat(race.nakamotoApproximation(1, 1000)).isEqualTo(1);
      }
    }
  }

  /** Rosenfeld 2014, table 1, in per cent: rows q, columns 1 to 10 confirmations. */
  @Test
  void agreesWithRosenfeldsTable() {
    assertRow(0.02, 4, 0.237, 0.016, 0.001, 0, 0, 0, 0, 0, 0);
    assertRow(0.2, 40, 20.8, 11.584, 6.669, 3.916, 2.331, 1.401, 0.848, 0.516, 0.316);
    assertRow(0.4, 80, 70.4, 63.488, 57.958, 53.314, 49.300, 45.769, 42.621, 39.787, 37.218);
    assertThat(ReversalProbability.exact(0, 1)).isZero();
    assertThat(ReversalProbability.exact(0.5, 1000)).isEqualTo(1);
  }

  private static void assertRow(double share, double... percent) {
    for (int k = 1; k <= percent.length; k++) {
      assertThat(100 * ReversalProbability.exact(share, k))
          .as("q = %s, k = %d", share, k)
          .isCloseTo(percent[k - 1], within(0.000_51));
    }
  }

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
}
