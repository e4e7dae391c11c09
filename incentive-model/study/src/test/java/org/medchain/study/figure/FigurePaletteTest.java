package org.medchain.study.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Meaning has a colour, and is never carried by it alone. GAME-11. */
final class FigurePaletteTest {
  private static final FigureHeading HEADING = SampleFigures.heading("looks");

  private static String mark(StabilityClass stability) {
    return drawn((pen, area) -> stability.mark(pen, new Point2D.Double(100, 50)));
  }

  private static String line(StabilityClass stability) {
    return drawn(
        (pen, area) ->
            pen.draw(new Line2D.Double(9, 9, 90, 9), stability.color, stability.stroke(2.6f)));
  }

  private static String drawn(BiConsumer<FigureCanvas, Rectangle2D> drawing) {
    return new GameFigure(HEADING, new FigureLegend(), 100, drawing).svg();
  }

  private static void alikeOnlyInColour(Function<StabilityClass, String> drawing) {
    List<String> drawn =
        Arrays.stream(StabilityClass.values())
            .map(drawing)
            .map(XmlAssertions::withoutColors)
            .toList();
    assertThat(new HashSet<>(drawn)).hasSize(StabilityClass.values().length);
  }

  @Test
  void restPointsDifferWithoutColour() {
    alikeOnlyInColour(FigurePaletteTest::mark);
  }

  @Test
  void branchesDifferWithoutColour() {
    alikeOnlyInColour(FigurePaletteTest::line);
  }

  @Test
  void stabilityHasItsColourEverywhere() {
    for (StabilityClass stability : StabilityClass.values()) {
      String color = rgb(stability.color);
      assertThat(mark(stability)).contains(color);
      assertThat(line(stability)).contains(color);
    }
  }

  @Test
  void coloursOfStabilitiesDiffer() {
    assertThat(Arrays.stream(StabilityClass.values()).map(each -> each.color))
        .doesNotHaveDuplicates();
  }

  @Test
  void leftLabelsAreRightAligned() {
    assertThat(
            drawn((pen, area) -> pen.text("0.2", 50, 50, FigurePalette.SMALL, SvgText.Anchor.END)))
        .containsPattern("text-anchor='end'[^>]*>0.2<");
  }

  @Test
  void stableIsFilledAndUnstableOpen() {
    String open = "fill:" + rgb(StabilityClass.UNSTABLE.color);
    assertThat(mark(StabilityClass.STABLE)).contains("fill:" + rgb(StabilityClass.STABLE.color));
    assertThat(mark(StabilityClass.UNSTABLE))
        .contains("stroke:" + rgb(StabilityClass.UNSTABLE.color))
        .doesNotContain(open);
  }

  @Test
  void stableIsSolidAndUnstableDashed() {
    assertThat(line(StabilityClass.STABLE)).doesNotContain("stroke-dasharray");
    assertThat(line(StabilityClass.UNSTABLE)).contains("stroke-dasharray:9");
    assertThat(line(StabilityClass.SADDLE)).contains("stroke-dasharray:2.6");
  }

  @Test
  void seriesDifferWithoutColour() {
    for (boolean marks : new boolean[] {false, true}) {
      List<String> drawn = new ArrayList<>();
      for (int k = 0; k < SeriesFigure.MAX_SERIES; k++) {
        drawn.add(XmlAssertions.withoutColors(onlyOf(k, marks).svg()));
      }
      assertThat(drawn).doesNotHaveDuplicates();
    }
  }

  /** Several series of which all but one have no points. */
  private static GameFigure onlyOf(int series, boolean marks) {
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
                        marks,
                        k == series
                            ? List.of(
                                new SeriesFigure.SeriesPoint(0, 1, 1, 1),
                                new SeriesFigure.SeriesPoint(400, 2, 2, 2))
                            : List.of()))
            .toList());
  }

  @Test
  void regionsDifferWithoutColour() {
    GridFigure grid =
        new GridFigure(
            FigureAxis.linear("a"), FigureAxis.linear("b"), List.of(0.0, 1.0), List.of(0.0, 1.0));
    List<String> drawn = new ArrayList<>();
    for (int kind = 0; kind < 8; kind++) {
      List<Integer> row = List.of(kind, kind);
      drawn.add(
          XmlAssertions.withoutColors(
              grid.regions(HEADING, Collections.nCopies(8, "same"), List.of(row, row), List.of())
                  .svg()));
    }
    assertThat(drawn).doesNotHaveDuplicates();
  }

  @Test
  void sequentialColorsGetDarker() {
    // Readable in grey: luminance (ITU-R BT.709) falls from level to level.
    double before = Double.POSITIVE_INFINITY;
    for (int level = 0; level < ColorRamp.LEVELS; level++) {
      Color color = ColorRamp.color(level);
      double grey = 0.2126 * color.getRed() + 0.7152 * color.getGreen() + 0.0722 * color.getBlue();
      assertThat(grey).isLessThan(before);
      before = grey;
    }
  }

  private static String rgb(Color color) {
    return String.format(
        Locale.ROOT, "rgb(%d,%d,%d)", color.getRed(), color.getGreen(), color.getBlue());
  }
}
