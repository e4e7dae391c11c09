package org.medchain.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The statistics of two runs (EXP-30) against other programs and their own promises. */
class TwoSamplesTest {
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
    assertThat(HolmCorrection.adjusted(List.of(0.01, 0.04, 0.03, 0.005)))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(0.03, 0.06, 0.06, 0.02);
    assertThat(HolmCorrection.adjusted(List.of(0.9, 0.8))).containsExactly(1.0, 1.0);
    assertThat(HolmCorrection.adjusted(List.of())).isEmpty();
  }
}
