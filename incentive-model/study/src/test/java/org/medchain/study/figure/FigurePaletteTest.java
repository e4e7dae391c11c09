package org.medchain.study.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Meaning has a colour, and is never carried by it alone. GAME-11. */
final class FigurePaletteTest {
  private static final FigureHeading HEADING = SampleFigures.heading("looks");

  @ParameterizedTest
  @EnumSource
  void seriesDifferWithoutColour(SeriesFigure.SeriesLook look) {
    List<String> drawn = new ArrayList<>();
    for (int k = 0; k < SeriesFigure.MAX_SERIES; k++) {
      drawn.add(XmlAssertions.withoutColors(onlyOf(k, look).svg()));
    }
    assertThat(drawn).doesNotHaveDuplicates();
  }

  /** Several series of which all but one have no points. */
  private static GameFigure onlyOf(int series, SeriesFigure.SeriesLook look) {
    return SeriesFigure.of(
        HEADING,
        FigureAxis.linear("t"),
        FigureAxis.linear("y"),
        "",
        IntStream.range(0, SeriesFigure.MAX_SERIES)
            .mapToObj(
                k ->
                    new SeriesFigure.DataSeries(
                        "s",
                        look,
                        k == series
                            ? List.of(
                                new SeriesFigure.SeriesPoint(0, 1, 1, 1),
                                new SeriesFigure.SeriesPoint(400, 2, 2, 2))
                            : List.of()))
            .toList());
  }
}
