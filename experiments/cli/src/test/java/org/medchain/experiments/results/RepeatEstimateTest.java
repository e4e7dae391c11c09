package org.medchain.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Means and intervals over repeats (EXP-12). */
class RepeatEstimateTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @Test
  void threeValuesAsInAnyTextbook() {
    // Mean 2, standard deviation 1, t(0.975; 2) = 4.3027: 4.3027 / √3.
    RepeatEstimate estimate = of(1, 2, 3);
    assertThat(estimate.value()).hasValue(2);
    assertThat(estimate.halfWidth().getAsDouble()).isCloseTo(2.48414, within(1e-5));
  }

  @Test
  void missingValueIsNeverIgnored() {
    RepeatEstimate estimate =
        RepeatEstimate.of(List.of(OptionalDouble.of(1), NONE, OptionalDouble.of(3)));
    assertThat(estimate.value()).hasValue(2);
    assertThat(estimate.halfWidth()).isEmpty();
    assertThat(estimate.isPartial()).isTrue();
    assertThat(CellTable.text(estimate, 1)).isEqualTo("2 (2/3)");
  }

  @Property(tries = 200, seed = "610")
  void intervalMovesAndGrowsWithTheValues(
      @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = -1e3, max = 1e3) Double> values) {
    RepeatEstimate estimate = of(values.stream().mapToDouble(v -> v).toArray());
    RepeatEstimate moved = of(values.stream().mapToDouble(v -> 3 * v + 5).toArray());
    double half = estimate.halfWidth().getAsDouble();
    assertThat(half).isNotNegative();
    assertThat(moved.halfWidth().getAsDouble()).isCloseTo(3 * half, within(1e-6 * (1 + half)));
    assertThat(moved.value().getAsDouble())
        .isCloseTo(3 * estimate.value().getAsDouble() + 5, within(1e-6));
  }

  /** What Clopper and Pearson (1934) give for 2 of 20: 1.2 % to 31.7 %. */
  @Test
  void shareHasAnExactInterval() {
    RepeatEstimate share = RepeatEstimate.share(2, 20);
    assertThat(share.value()).hasValue(0.1);
    assertThat(share.low().getAsDouble()).isCloseTo(0.0123, within(5e-4));
    assertThat(share.high().getAsDouble()).isCloseTo(0.3170, within(5e-4));
    // The rule of three's exact form: 1 − 0.025^(1/20).
    assertThat(RepeatEstimate.share(0, 20).low()).hasValue(0);
    assertThat(RepeatEstimate.share(0, 20).high().getAsDouble()).isCloseTo(0.1684, within(5e-4));
    assertThat(RepeatEstimate.share(20, 20).low().getAsDouble()).isCloseTo(0.8316, within(5e-4));
    assertThat(RepeatEstimate.share(20, 20).high()).hasValue(1);
  }

  /** 17 repeats in a hundred are late: a mean would be in neither heap. */
  @Test
  void poolShowsTwoModesThatMeansHide() {
    RepeatEstimate p99 =
        RepeatEstimate.pooled(
            OptionalDouble.of(2000),
            IntStream.range(0, 100).mapToObj(i -> OptionalDouble.of(i < 17 ? 2000 : 100)).toList());
    assertThat(p99.low()).hasValue(100);
    assertThat(p99.high()).hasValue(2000);
    assertThat(CellTable.text(p99, 1000)).isEqualTo("2 (0.1 … 2)");
  }

  /** EXP-29: a mean without the repeat whose percentile was never reached would be too early. */
  @Test
  void aMeanOfLatenciesWithoutOneIsEmpty() {
    List<OptionalDouble> some = List.of(OptionalDouble.of(10), OptionalDouble.empty());
    assertThat(RepeatEstimate.of(some).value()).hasValue(10);
    assertThat(RepeatEstimate.ofLatencies(some).value()).isEmpty();
    assertThat(RepeatEstimate.ofLatencies(some.subList(0, 1)).value()).hasValue(10);
  }

  /** EXP-29: of 5,000 means of two measured repeats, 95 % of the intervals hold the true mean. */
  @Test
  void measuredRepeatsKeepTheirCoverage() {
    SplittableRandom random = new SplittableRandom(67);
    int covered = 0;
    for (int cell = 0; cell < 5000; cell++) {
      List<OptionalDouble> means = new ArrayList<>();
      List<OptionalDouble> halves = new ArrayList<>();
      for (double sigma : new double[] {1, 1.3}) {
        RepeatEstimate own =
            of(DoubleStream.generate(() -> random.nextGaussian(5, sigma)).limit(8).toArray());
        means.add(own.value());
        halves.add(own.halfWidth());
      }
      RepeatEstimate both = RepeatEstimate.measured(means, halves, 7);
      covered += Math.abs(both.value().orElseThrow() - 5) <= both.halfWidth().orElseThrow() ? 1 : 0;
      double one =
          RepeatEstimate.measured(means.subList(0, 1), halves.subList(0, 1), 7)
              .halfWidth()
              .orElseThrow();
      assertThat(one).isCloseTo(halves.getFirst().orElseThrow(), within(1e-9));
    }
    assertThat(covered).isBetween(4700, 4800);
    OptionalDouble zero = OptionalDouble.of(0);
    assertThat(RepeatEstimate.measured(List.of(zero, zero), List.of(zero, zero), 7).halfWidth())
        .hasValue(0);
  }

  @Test
  void barReachingZeroIsRemoved() {
    assertThat(of(1, 100).low().getAsDouble()).isNegative();
    assertThat(of(1, 100).withoutBarToZero().low()).isEmpty();
    assertThat(of(99, 100, 101).withoutBarToZero()).isEqualTo(of(99, 100, 101));
  }

  private static RepeatEstimate of(double... values) {
    return RepeatEstimate.of(DoubleStream.of(values).mapToObj(OptionalDouble::of).toList());
  }

  private static final double[] SMALL = {1, 2, 3};
  private static final double[] LARGE = {10, 12, 14};

  /** Computed with SciPy 1.17: ttest_ind(second, first, equal_var=False). */
  @Test
  void welchGivesWhatOtherProgramsGive() {
    WelchTest example =
        WelchTest.of(
            new double[] {
              27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7,
              21.4
            },
            new double[] {
              27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5,
              24.4
            });
    assertThat(example.t().orElseThrow()).isCloseTo(2.455356398286, within(1e-9));
    assertThat(example.degreesOfFreedom().orElseThrow()).isCloseTo(24.98852929023, within(1e-8));
    assertThat(example.pValue().orElseThrow()).isCloseTo(0.021378001462867, within(1e-9));
    assertThat(example.low().orElseThrow()).isCloseTo(0.349237066192, within(1e-8));
    assertThat(example.high().orElseThrow()).isCloseTo(3.984096267140, within(1e-8));
    WelchTest few = WelchTest.of(SMALL, LARGE);
    assertThat(few.degreesOfFreedom().orElseThrow()).isCloseTo(2.94117647059, within(1e-9));
    assertThat(few.pValue().orElseThrow()).isCloseTo(0.004797999699, within(1e-8));
    assertThat(few.low().orElseThrow()).isCloseTo(5.844600496817, within(1e-7));
  }

  @Test
  void withoutVarianceThereIsNoTest() {
    assertThat(WelchTest.of(new double[] {1, 1}, new double[] {3, 3}).pValue()).isEmpty();
    assertThat(WelchTest.of(new double[] {1, 1}, new double[] {3, 3}).difference()).isEqualTo(2);
    assertThat(WelchTest.of(new double[] {1}, new double[] {3, 4}).pValue()).isEmpty();
    assertThat(WelchTest.of(new double[] {1, 1}, new double[] {3, 4}).pValue()).isPresent();
  }

  @Test
  void effectsAreThoseOfTheirDefinitions() {
    EffectSize far = EffectSize.of(SMALL, LARGE);
    assertThat(far.hedgesG().orElseThrow()).isCloseTo(5.059644256269, within(1e-9));
    assertThat(far.cliffsDelta()).isEqualTo(1);
    assertThat(EffectSize.of(LARGE, SMALL).cliffsDelta()).isEqualTo(-1);
    assertThat(EffectSize.of(SMALL, SMALL)).isEqualTo(EffectSize.of(SMALL, SMALL));
    assertThat(EffectSize.of(SMALL, SMALL).cliffsDelta()).isZero();
    assertThat(EffectSize.of(new double[] {1, 1}, new double[] {3, 3}).hedgesG()).isEmpty();
  }

  @Test
  void holmStepsDown() {
    OptionalDouble none = OptionalDouble.empty();
    List<OptionalDouble> some = List.of(p(0.01), none, p(0.04), p(0.03), p(0.005), none);
    assertThat(HolmCorrection.adjusted(some).stream().flatMapToDouble(OptionalDouble::stream))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(0.03, 0.06, 0.06, 0.02);
    assertThat(HolmCorrection.adjusted(some)).element(1).isEqualTo(none);
    assertThat(HolmCorrection.adjusted(List.of(p(0.9), p(0.8)))).containsExactly(p(1), p(1));
    assertThat(HolmCorrection.adjusted(List.of())).isEmpty();
  }

  private static OptionalDouble p(double value) {
    return OptionalDouble.of(value);
  }
}
