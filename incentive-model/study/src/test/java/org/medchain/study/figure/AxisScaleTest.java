package org.medchain.study.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.experiments.drawing.Scale;
import org.medchain.experiments.drawing.Tick;

/** Axes that fit their data, at any scale of payoffs. */
final class AxisScaleTest {
  @Property(seed = "21", tries = 500)
  void holdsItsDataAndHasReadableTicks(
      @ForAll @DoubleRange(min = -1, max = 1) double a,
      @ForAll @DoubleRange(min = -1, max = 1) double b,
      @ForAll @IntRange(min = -9, max = 9) int exponent) {
    double unit = Math.pow(10, exponent);
    Scale scale = FigureAxis.linear("a").fit(DoubleStream.of(a * unit, b * unit));
    assertThat(scale.share(a * unit)).isBetween(0.0, 1.0);
    assertThat(scale.share(b * unit)).isBetween(0.0, 1.0);
    List<Tick> ticks = AxisTicks.of(scale);
    assertThat(ticks).hasSizeBetween(2, 8);
    assertThat(ticks).extracting(Tick::label).doesNotHaveDuplicates();
    assertThat(ticks).extracting(Tick::place).isSorted();
    assertThat(ticks)
        .allMatch(t -> t.place() >= scale.low() - 1e-9 * unit)
        .allMatch(t -> t.place() <= scale.high() + 1e-9 * unit);
  }

  @Property(seed = "22", tries = 300)
  void logarithmicOnesToo(
      @ForAll @DoubleRange(min = -12, max = 12) double a,
      @ForAll @DoubleRange(min = -12, max = 12) double b) {
    double low = Math.pow(10, a);
    double high = Math.pow(10, b);
    Scale scale = FigureAxis.logarithmic("a").fit(DoubleStream.of(low, high, 0, -1));
    assertThat(scale.share(low)).isBetween(0.0, 1.0);
    assertThat(scale.share(high)).isBetween(0.0, 1.0);
    assertThat(scale.share(0)).isNaN();
    assertThat(AxisTicks.of(scale)).hasSizeLessThanOrEqualTo(10);
    assertThat(AxisTicks.of(scale)).extracting(Tick::label).doesNotHaveDuplicates();
  }

  @Test
  void withoutDataItIsFromZeroToOne() {
    Scale scale = FigureAxis.linear("a").fit(DoubleStream.empty());
    assertThat(scale.low()).isZero();
    assertThat(scale.high()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void numbers() {
    assertThat(AxisTicks.label(0.2, 0.2)).isEqualTo("0.2");
    assertThat(AxisTicks.label(-1500, 500)).isEqualTo("−1500");
    assertThat(AxisTicks.label(0.30000000000000004, 0.1)).isEqualTo("0.3");
    assertThat(AxisTicks.label(1e-17, 0.1)).isEqualTo("0");
    assertThat(AxisTicks.label(2e-7, 1e-7)).isEqualTo("2·10⁻⁷");
    assertThat(AxisTicks.label(1.5e7, 5e6)).isEqualTo("1.5·10⁷");
    assertThat(AxisTicks.power(-12)).isEqualTo("10⁻¹²");
    assertThat(AxisTicks.power(-2)).isEqualTo("0.01");
    assertThat(AxisTicks.power(2)).isEqualTo("100");
  }
}
