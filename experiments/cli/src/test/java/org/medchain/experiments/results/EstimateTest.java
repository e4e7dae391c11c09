package org.medchain.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Means and intervals over repeats (EXP-12). */
class EstimateTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @Test
  void threeValuesAsInAnyTextbook() {
    // Mean 2, standard deviation 1, t(0.975; 2) = 4.3027: 4.3027 / √3.
    Estimate estimate = of(1, 2, 3);
    assertThat(estimate.mean()).hasValue(2);
    assertThat(estimate.halfWidth().getAsDouble()).isCloseTo(2.48414, within(1e-5));
  }

  @Test
  void tenValuesAgainstATable() {
    // 1 … 10: mean 5.5, standard deviation 3.02765, t(0.975; 9) = 2.26216.
    Estimate estimate = of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(estimate.mean()).hasValue(5.5);
    assertThat(estimate.halfWidth().getAsDouble()).isCloseTo(2.16585, within(1e-5));
  }

  @Test
  void oneValueHasNoInterval() {
    assertThat(of(7)).isEqualTo(new Estimate(OptionalDouble.of(7), NONE, 1, 1));
  }

  @Test
  void noValueHasNoMean() {
    Estimate estimate = Estimate.of(List.of(NONE, NONE));
    assertThat(estimate).isEqualTo(new Estimate(NONE, NONE, 0, 2));
    assertThat(estimate.partial()).isFalse();
    assertThat(CellTable.words(estimate, 1)).isEqualTo("–");
  }

  @Test
  void missingValueIsNeverPassedOver() {
    Estimate estimate = Estimate.of(List.of(OptionalDouble.of(1), NONE, OptionalDouble.of(3)));
    assertThat(estimate.mean()).hasValue(2);
    assertThat(estimate.halfWidth()).isEmpty();
    assertThat(estimate.partial()).isTrue();
    assertThat(CellTable.words(estimate, 1)).isEqualTo("2 (2/3)");
  }

  @Test
  void equalValuesHaveAnIntervalOfNoWidth() {
    assertThat(CellTable.words(of(1500, 1500, 1500), 1000)).isEqualTo("1.5 ± 0");
  }

  @Property(tries = 200, seed = "610")
  void intervalMovesAndGrowsWithTheValues(
      @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = -1e3, max = 1e3) Double> values) {
    Estimate estimate = of(values.stream().mapToDouble(v -> v).toArray());
    Estimate moved = of(values.stream().mapToDouble(v -> 3 * v + 5).toArray());
    double half = estimate.halfWidth().getAsDouble();
    assertThat(half).isNotNegative();
    assertThat(moved.halfWidth().getAsDouble()).isCloseTo(3 * half, within(1e-6 * (1 + half)));
    assertThat(moved.mean().getAsDouble())
        .isCloseTo(3 * estimate.mean().getAsDouble() + 5, within(1e-6));
  }

  private static Estimate of(double... values) {
    return Estimate.of(DoubleStream.of(values).mapToObj(OptionalDouble::of).toList());
  }
}
