package org.medchain.experiments.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.experiments.drawing.ResultFigure.MissingValueReason;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPanel;
import org.medchain.experiments.drawing.ResultFigure.ResultPoint;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.RepeatEstimate.ErrorBarKind;

/** Axes: everything in its order, nothing outside, few labels (EXP-13). */
class QuantityScaleTest {
  @Property(tries = 500, seed = "630")
  void measuredValuesKeepTheirOrderOnTheScale(
      @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0.01, max = 1e7) Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    QuantityScale scale = QuantityScale.measured(sorted, AxisQuantity.LATENCY);
    double before = scale.low();
    for (double value : sorted) {
      double place = scale.place(value);
      assertThat(place).isBetween(scale.low(), scale.high()).isGreaterThanOrEqualTo(before);
      before = place;
    }
    assertThat(scale.ticks()).hasSizeBetween(1, 12);
    assertThat(scale.ticks())
        .allMatch(tick -> tick.place() >= scale.low() && tick.place() <= scale.high() + 1e-9);
    assertThat(scale.ticks().stream().map(Tick::label)).doesNotHaveDuplicates();
  }

  @Test
  void wideSpanIsLogarithmicAndNarrowOneBeginsAtZero() {
    QuantityScale wide = QuantityScale.measured(new double[] {120, 100_000}, AxisQuantity.LATENCY);
    assertThat(wide.scale().logarithmic()).isTrue();
    assertThat(wide.ticks().stream().map(Tick::label)).contains("1 s", "10 s", "100 s");
    QuantityScale narrow = QuantityScale.measured(new double[] {12, 14.5}, AxisQuantity.THROUGHPUT);
    assertThat(narrow.scale().logarithmic()).isFalse();
    assertThat(narrow.low()).isZero();
    assertThat(narrow.ticks().stream().map(Tick::label)).containsExactly("0", "5", "10", "15");
  }

  @Test
  void endsOfErrorBarsAreCutOffAtTheAxis() {
    QuantityScale wide = QuantityScale.measured(new double[] {1, 1000}, AxisQuantity.THROUGHPUT);
    assertThat(wide.place(-5)).isEqualTo(wide.low());
    assertThat(wide.place(0)).isEqualTo(wide.low());
    assertThat(wide.place(1e9)).isEqualTo(wide.high());
  }

  @Test
  void chosenValuesHaveTicksOfTheirOwnAsLongAsThereIsRoom() {
    assertThat(QuantityScale.chosen(new double[] {4, 7, 16, 31}, AxisQuantity.NODES).ticks())
        .map(Tick::label)
        .containsExactly("4", "7", "16", "31");
    double[] many = new double[51];
    for (int i = 0; i < many.length; i++) {
      many[i] = i / 100.0;
    }
    assertThat(QuantityScale.chosen(many, AxisQuantity.FAULT_RATE).ticks()).hasSizeBetween(4, 8);
    assertThat(QuantityScale.chosen(new double[] {7}, AxisQuantity.NODES).ticks()).hasSize(1);
  }

  @Test
  void nothingMeasuredIsAScaleToo() {
    QuantityScale none = QuantityScale.measured(new double[0], AxisQuantity.THROUGHPUT);
    assertThat(none.high()).isGreaterThan(none.low());
  }

  /** FAULT-12: latencies over time have a logarithmic axis, however close together they are. */
  @Test
  void aLogarithmicScaleHasWholeDecades() {
    QuantityScale close =
        QuantityScale.logarithmic(new double[] {12, 30, 31}, AxisQuantity.LATENCY);
    assertThat(close.scale().logarithmic()).isTrue();
    assertThat(close.low()).isLessThan(1);
    assertThat(close.high()).isGreaterThan(2);
    assertThat(close.ticks()).extracting(Tick::label).contains("10 ms", "100 ms");

    QuantityScale one = QuantityScale.logarithmic(new double[] {10}, AxisQuantity.LATENCY);
    assertThat(one.high()).isGreaterThan(one.low());
    assertThat(QuantityScale.logarithmic(new double[0], AxisQuantity.LATENCY).high())
        .isGreaterThan(0);
  }

  private static RepeatEstimate estimate(double value, double low, double high) {
    return new RepeatEstimate(
        OptionalDouble.of(value),
        OptionalDouble.of(low),
        OptionalDouble.of(high),
        3,
        3,
        ErrorBarKind.CONFIDENCE);
  }

  /** The end of a bar that the axis cuts off is no end of a bar. */
  @ParameterizedTest
  @CsvSource({"4, 6, false", "-3, 13, true", "4, 900, true"})
  void anArrowSaysSo(double low, double high, boolean cut) {
    List<ResultPoint> points =
        Stream.of(estimate(5, low, high), estimate(6, 5, 7))
            .map(
                each ->
                    new ResultPoint(each.value().orElseThrow(), each, MissingValueReason.UNREACHED))
            .toList();
    ResultFigure figure =
        new ResultFigure(
            "x",
            "x",
            "x",
            AxisQuantity.NODES,
            AxisQuantity.THROUGHPUT,
            List.of(new ResultPanel("x", List.of(new ResultLine("PBFT", "pbft", false, points)))));
    String svg = FigureRenderer.draw(figure);
    assertThat(svg.contains("the bar reaches further")).isEqualTo(cut);
  }
}
