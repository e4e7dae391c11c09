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

/** Meaning has a colour, and is never carried by it alone. GAME-11. */
final class LooksTest {
  private static final Heading HEADING = Samples.heading("looks");

  private static String simplex(Stability stability) {
    return Svg.of(
        new SimplexFigure(
            HEADING,
            List.of("A", "B", "C"),
            List.of(),
            List.of(),
            "",
            List.of(),
            List.of(new SimplexFigure.Rest(new Mix(0.2, 0.3, 0.5), stability, "")),
            List.of()));
  }

  private static String branch(Stability stability, boolean discrete) {
    return Svg.of(
        new BifurcationFigure(
            HEADING,
            Axis.between("p", 0, 2),
            Axis.share("x"),
            List.of(
                new BifurcationFigure.Branch(
                    stability, discrete, List.of(new Place(0.5, 0.5), new Place(1.5, 0.5)))),
            List.of()));
  }

  private static void alikeOnlyInColour(Function<Stability, String> drawing) {
    List<String> drawn =
        Arrays.stream(Stability.values())
            // The legend's words differ anyway.
            .map(s -> drawing.apply(s).replaceAll("<text.*?</text>", ""))
            .map(Xmls::withoutColors)
            .toList();
    assertThat(new HashSet<>(drawn)).hasSize(Stability.values().length);
  }

  @Test
  void restPointsAreToldApartWithoutColour() {
    alikeOnlyInColour(LooksTest::simplex);
  }

  @Test
  void branchesAreToldApartWithoutColour() {
    alikeOnlyInColour(s -> branch(s, false));
  }

  @Test
  void stabilityHasItsColourEverywhere() {
    for (Stability stability : Stability.values()) {
      String color = rgb(Looks.color(stability));
      assertThat(simplex(stability)).contains(color);
      assertThat(branch(stability, false)).contains(color);
      assertThat(branch(stability, true)).contains(color);
    }
  }

  @Test
  void coloursOfStabilitiesDiffer() {
    assertThat(Arrays.stream(Stability.values()).map(Looks::color)).doesNotHaveDuplicates();
  }

  @Test
  void wordsAtTheLeftOfAnAxisEndThere() {
    assertThat(branch(Stability.STABLE, false)).containsPattern("text-anchor='end'[^>]*>0.2<");
  }

  @Test
  void stableIsFilledAndUnstableOpen() {
    String filled = "fill:" + rgb(Looks.color(Stability.STABLE));
    assertThat(simplex(Stability.STABLE)).contains(filled);
    assertThat(simplex(Stability.UNSTABLE))
        .contains("stroke:" + rgb(Looks.color(Stability.UNSTABLE)))
        .doesNotContain("fill:" + rgb(Looks.color(Stability.UNSTABLE)));
    assertThat(branch(Stability.STABLE, true)).contains(filled);
    assertThat(branch(Stability.UNSTABLE, true))
        .doesNotContain("fill:" + rgb(Looks.color(Stability.UNSTABLE)));
  }

  @Test
  void stableIsSolidAndUnstableDashed() {
    assertThat(branch(Stability.STABLE, false)).doesNotContain("stroke-dasharray");
    assertThat(branch(Stability.UNSTABLE, false)).contains("stroke-dasharray:9");
    assertThat(branch(Stability.SADDLE, false)).contains("stroke-dasharray:2.6");
  }

  @Test
  void seriesAreToldApartWithoutColour() {
    for (SeriesFigure.Style style : SeriesFigure.Style.values()) {
      List<String> drawn = new ArrayList<>();
      for (int k = 0; k < Looks.SERIES; k++) {
        int series = k;
        drawn.add(Xmls.withoutColors(Svg.of(onlyOf(series, style))));
      }
      assertThat(new HashSet<>(drawn)).hasSize(Looks.SERIES);
    }
  }

  /** Several series of which all but one have no points. */
  private static SeriesFigure onlyOf(int series, SeriesFigure.Style style) {
    List<SeriesFigure.Estimate> points =
        List.of(SeriesFigure.Estimate.exact(0, 1), SeriesFigure.Estimate.exact(400, 2));
    return new SeriesFigure(
        HEADING,
        Axis.fitted("t"),
        Axis.fitted("y"),
        "",
        IntStream.range(0, Looks.SERIES)
            .mapToObj(k -> new SeriesFigure.Series("s", style, k == series ? points : List.of()))
            .toList(),
        List.of());
  }

  @Test
  void regionsAreToldApartWithoutColour() {
    List<String> drawn = new ArrayList<>();
    for (int k = 0; k < Looks.REGIONS; k++) {
      drawn.add(Xmls.withoutColors(Svg.of(region(k))));
    }
    assertThat(new HashSet<>(drawn)).hasSize(Looks.REGIONS);
  }

  private static RegionFigure region(int kind) {
    return new RegionFigure(
        HEADING,
        Axis.fitted("a"),
        Axis.fitted("b"),
        List.of(0.0, 1.0),
        List.of(0.0),
        IntStream.range(0, Looks.REGIONS)
            .mapToObj(k -> new RegionFigure.Category("same", ""))
            .toList(),
        List.of(List.of(kind, kind)),
        List.of());
  }

  @Test
  void sequentialColoursDarken() {
    // Readable in grey: luminance (ITU-R BT.709) falls from level to level.
    double before = Double.POSITIVE_INFINITY;
    for (int level = 0; level < Ramp.LEVELS; level++) {
      Color color = Ramp.SEQUENTIAL.color(level);
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
