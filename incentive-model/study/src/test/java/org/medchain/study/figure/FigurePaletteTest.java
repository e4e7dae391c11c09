package org.medchain.study.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.study.figure.drawing.FigureSvg;

/** Meaning has a colour, and is never carried by it alone. GAME-11. */
final class FigurePaletteTest {
  private static final FigureHeading HEADING = SampleFigures.heading("looks");

  private static String simplex(StabilityClass stability) {
    return FigureSvg.of(
        new SimplexFigure(
            HEADING,
            List.of("A", "B", "C"),
            List.of(),
            List.of(),
            "",
            List.of(),
            List.of(
                new SimplexFigure.SimplexRestPoint(new SimplexPoint(0.2, 0.3, 0.5), stability, "")),
            List.of()));
  }

  private static String branch(StabilityClass stability, boolean discrete) {
    return FigureSvg.of(
        new BifurcationFigure(
            HEADING,
            FigureAxis.between("p", 0, 2),
            FigureAxis.share("x"),
            List.of(
                new BifurcationFigure.BranchLine(
                    stability,
                    discrete,
                    List.of(new PlanePoint(0.5, 0.5), new PlanePoint(1.5, 0.5)))),
            List.of()));
  }

  private static void alikeOnlyInColour(Function<StabilityClass, String> drawing) {
    List<String> drawn =
        Arrays.stream(StabilityClass.values())
            // The legend's words differ anyway.
            .map(s -> drawing.apply(s).replaceAll("<text.*?</text>", ""))
            .map(XmlAssertions::withoutColors)
            .toList();
    assertThat(new HashSet<>(drawn)).hasSize(StabilityClass.values().length);
  }

  @Test
  void restPointsDifferWithoutColour() {
    alikeOnlyInColour(FigurePaletteTest::simplex);
  }

  @Test
  void branchesDifferWithoutColour() {
    alikeOnlyInColour(s -> branch(s, false));
  }

  @Test
  void stabilityHasItsColourEverywhere() {
    for (StabilityClass stability : StabilityClass.values()) {
      String color = rgb(FigurePalette.color(stability));
      assertThat(simplex(stability)).contains(color);
      assertThat(branch(stability, false)).contains(color);
      assertThat(branch(stability, true)).contains(color);
    }
  }

  @Test
  void coloursOfStabilitiesDiffer() {
    assertThat(Arrays.stream(StabilityClass.values()).map(FigurePalette::color))
        .doesNotHaveDuplicates();
  }

  @Test
  void leftLabelsAreRightAligned() {
    assertThat(branch(StabilityClass.STABLE, false)).containsPattern("text-anchor='end'[^>]*>0.2<");
  }

  @Test
  void stableIsFilledAndUnstableOpen() {
    String filled = "fill:" + rgb(FigurePalette.color(StabilityClass.STABLE));
    assertThat(simplex(StabilityClass.STABLE)).contains(filled);
    assertThat(simplex(StabilityClass.UNSTABLE))
        .contains("stroke:" + rgb(FigurePalette.color(StabilityClass.UNSTABLE)))
        .doesNotContain("fill:" + rgb(FigurePalette.color(StabilityClass.UNSTABLE)));
    assertThat(branch(StabilityClass.STABLE, true)).contains(filled);
    assertThat(branch(StabilityClass.UNSTABLE, true))
        .doesNotContain("fill:" + rgb(FigurePalette.color(StabilityClass.UNSTABLE)));
  }

  @Test
  void stableIsSolidAndUnstableDashed() {
    assertThat(branch(StabilityClass.STABLE, false)).doesNotContain("stroke-dasharray");
    assertThat(branch(StabilityClass.UNSTABLE, false)).contains("stroke-dasharray:9");
    assertThat(branch(StabilityClass.SADDLE, false)).contains("stroke-dasharray:2.6");
  }

  @Test
  void seriesDifferWithoutColour() {
    for (SeriesFigure.SeriesStyle style : SeriesFigure.SeriesStyle.values()) {
      List<String> drawn = new ArrayList<>();
      for (int k = 0; k < FigurePalette.MAX_SERIES; k++) {
        int series = k;
        drawn.add(XmlAssertions.withoutColors(FigureSvg.of(onlyOf(series, style))));
      }
      assertThat(new HashSet<>(drawn)).hasSize(FigurePalette.MAX_SERIES);
    }
  }

  /** Several series of which all but one have no points. */
  private static SeriesFigure onlyOf(int series, SeriesFigure.SeriesStyle style) {
    List<SeriesFigure.SeriesPoint> points =
        List.of(SeriesFigure.SeriesPoint.exact(0, 1), SeriesFigure.SeriesPoint.exact(400, 2));
    return new SeriesFigure(
        HEADING,
        FigureAxis.linear("t"),
        FigureAxis.linear("y"),
        "",
        IntStream.range(0, FigurePalette.MAX_SERIES)
            .mapToObj(
                k -> new SeriesFigure.DataSeries("s", style, k == series ? points : List.of()))
            .toList(),
        List.of());
  }

  @Test
  void regionsDifferWithoutColour() {
    List<String> drawn = new ArrayList<>();
    for (int k = 0; k < FigurePalette.MAX_REGIONS; k++) {
      drawn.add(XmlAssertions.withoutColors(FigureSvg.of(region(k))));
    }
    assertThat(new HashSet<>(drawn)).hasSize(FigurePalette.MAX_REGIONS);
  }

  private static RegionFigure region(int kind) {
    return new RegionFigure(
        HEADING,
        FigureAxis.linear("a"),
        FigureAxis.linear("b"),
        List.of(0.0, 1.0),
        List.of(0.0),
        IntStream.range(0, FigurePalette.MAX_REGIONS)
            .mapToObj(k -> new RegionFigure.RegionCategory("same", ""))
            .toList(),
        List.of(List.of(kind, kind)),
        List.of());
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
