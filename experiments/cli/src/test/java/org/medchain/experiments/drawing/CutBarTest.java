package org.medchain.experiments.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.experiments.results.RepeatEstimate;

/** EXP-13: the end of a bar that the axis cuts off is no end of a bar. */
class CutBarTest {
  private static RepeatEstimate estimate(double value, double low, double high) {
    return new RepeatEstimate(
        OptionalDouble.of(value),
        OptionalDouble.of(low),
        OptionalDouble.of(high),
        3,
        3,
        RepeatEstimate.ErrorBarKind.CONFIDENCE);
  }

  @ParameterizedTest
  @CsvSource({"4, 6, false", "-3, 13, true", "4, 900, true"})
  void anArrowSaysSo(double low, double high, boolean cut) {
    List<ResultFigure.ResultPoint> points =
        Stream.of(estimate(5, low, high), estimate(6, 5, 7))
            .map(
                each ->
                    new ResultFigure.ResultPoint(
                        each.value().orElseThrow(),
                        each,
                        ResultFigure.MissingValueReason.UNREACHED))
            .toList();
    ResultFigure figure =
        new ResultFigure(
            "x",
            "x",
            "x",
            AxisQuantity.NODES,
            AxisQuantity.THROUGHPUT,
            List.of(
                new ResultFigure.ResultPanel(
                    "x", List.of(new ResultFigure.ResultLine("PBFT", "pbft", false, points)))));
    String svg = FigureRenderer.draw(figure);
    assertThat(svg.contains("the bar reaches further")).isEqualTo(cut);
  }
}
