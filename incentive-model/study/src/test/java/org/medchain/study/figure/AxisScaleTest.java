package org.medchain.study.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
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
}
