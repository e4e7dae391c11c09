package org.medchain.game.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** GAME-17: intervals that hold what they say. */
class IntervalEstimateTest {
  /** Student (1908), table of the additional hours of sleep, drug 2: t(0.975; 9) = 2.262157. */
  @Test
  void meanOfStudentsSleepData() {
    IntervalEstimate hours =
        IntervalEstimate.ofMean(0.95, 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);
    double deviation = Math.sqrt(36.081 / 9);
    assertThat(hours.mean()).isCloseTo(2.33, within(1e-14));
    assertThat(hours.high() - hours.mean())
        .isCloseTo(2.2621571628 * deviation / Math.sqrt(10), within(1e-8));
    assertThat(hours.covers(2.33)).isTrue();
  }

  @Test
  void oneReplicateSaysNothingOfTheSpread() {
    IntervalEstimate single = IntervalEstimate.ofMean(0.95, 3);
    assertThat(single.covers(1e300)).isTrue();
    assertThat(single.mean()).isEqualTo(3);
  }

  /** Newcombe (1998), table I: 15 of 148, Wilson 0.0624–0.1605, Clopper–Pearson 0.0578–0.1617. */
  @Test
  void newcombesExample() {
    IntervalEstimate wilson = IntervalEstimate.ofShare(0.95, 15, 148);
    assertThat(wilson.low()).isCloseTo(0.0624, within(5e-5));
    assertThat(wilson.high()).isCloseTo(0.1605, within(5e-5));
    IntervalEstimate exact = IntervalEstimate.ofShareExact(0.95, 15, 148);
    assertThat(exact.low()).isCloseTo(0.0578, within(5e-5));
    assertThat(exact.high()).isCloseTo(0.1617, within(5e-5));
  }

  /** One success in n: 1 − (1 − p)ⁿ = α/2 has the solution in closed form. */
  @Property(seed = "19", tries = 30)
  void clopperPearsonAtOneAndAtNone(@ForAll @IntRange(min = 1, max = 10_000_000) int trials) {
    IntervalEstimate one = IntervalEstimate.ofShareExact(0.95, 1, trials);
    double low = -Math.expm1(Math.log1p(-0.025) / trials);
    assertThat(one.low()).isCloseTo(low, within(1e-10 * low));
    IntervalEstimate none = IntervalEstimate.ofShareExact(0.95, 0, trials);
    double high = -Math.expm1(Math.log(0.025) / trials);
    assertThat(none.low()).isEqualTo(0);
    assertThat(none.high()).isCloseTo(high, within(1e-10));
  }

  /** Of 2,000 intervals of level 0.9 about 1,800 cover the truth; by chance alone within 60. */
  @Test
  void coverage() {
    long means = IntStream.range(0, 2000).filter(IntervalEstimateTest::meanCovers).count();
    long exact = IntStream.range(0, 2000).filter(IntervalEstimateTest::shareCovers).count();
    assertThat(means).isBetween(1740L, 1860L);
    assertThat(exact).isGreaterThan(1740L);
  }

  private static boolean meanCovers(int replicate) {
    UniformRandomProvider random = ReplicateSeed.of(5, "mean", replicate).generator();
    return IntervalEstimate.ofMean(0.9, random.doubles(12).toArray()).covers(0.5);
  }

  private static boolean shareCovers(int replicate) {
    UniformRandomProvider random = ReplicateSeed.of(5, "share", replicate).generator();
    long successes = random.doubles(40).filter(draw -> draw < 0.07).count();
    return IntervalEstimate.ofShareExact(0.9, successes, 40).covers(0.07);
  }

  /** A million times 1e-16 on top of 1, which plain addition loses altogether. */
  @Test
  void sumsKeepTheLowDigits() {
    CompensatedSum sum = new CompensatedSum();
    sum.add(1);
    for (int term = 0; term < 1_000_000; term++) {
      sum.add(1e-16);
    }
    assertThat(sum.value()).isEqualTo(1.0000000001);
    assertThat(CompensatedSum.total(1, 1e100, 1, -1e100)).isEqualTo(2);
    assertThat(CompensatedSum.total(1, Double.POSITIVE_INFINITY))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void refusesWhatHasNoMeaning() {
    assertThatThrownBy(() -> IntervalEstimate.ofMean(0.95)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> IntervalEstimate.ofMean(1.0, 1, 2)).hasMessageContaining("level 1.0");
    assertThatThrownBy(() -> IntervalEstimate.ofShare(0.95, 3, 2))
        .hasMessageContaining("3 successes");
  }
}
