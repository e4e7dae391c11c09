package org.medchain.study.figure.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.BifurcationFigure;
import org.medchain.study.figure.CountDensityFigure;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.GradientFigure;
import org.medchain.study.figure.HeatMapFigure;
import org.medchain.study.figure.PhaseFigure;
import org.medchain.study.figure.RegionFigure;
import org.medchain.study.figure.SampleFigures;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SimplexDensityFigure;
import org.medchain.study.figure.SimplexFigure;
import org.medchain.study.figure.XmlAssertions;
import org.w3c.dom.Element;

/** What holds for the drawing of every kind of figure. GAME-11. */
final class FigureSvgTest {
  private static final FigureAxis X = FigureAxis.linear("the parameter (points)");
  private static final FigureAxis Y = FigureAxis.linear("the share");

  static List<GameFigure> samples() {
    return SampleFigures.all();
  }

  /** Each kind without data. */
  static List<GameFigure> empty() {
    List<String> names = List.of("A", "B", "C");
    FigureHeading heading = SampleFigures.heading("empty");
    return List.of(
        new SimplexFigure(
            heading, names, List.of(), List.of(), "", List.of(), List.of(), List.of()),
        new GradientFigure(heading, X, Y, List.of(), List.of()),
        new CountDensityFigure(heading, X, Y, List.of()),
        new CountDensityFigure(
            heading, X, Y, List.of(new CountDensityFigure.CountDensity("none", List.of()))),
        new SimplexDensityFigure(heading, names, Y, List.of()),
        new PhaseFigure(heading, X, Y, List.of(), "", List.of(), List.of(), List.of()),
        new BifurcationFigure(heading, X, Y, List.of(), List.of()),
        new RegionFigure(heading, X, Y, List.of(), List.of(), List.of(), List.of(), List.of()),
        new HeatMapFigure(heading, X, Y, Y, List.of(), List.of(), List.of(), List.of()),
        new SeriesFigure(heading, X, Y, "", List.of(), List.of()),
        new BarFigure(heading, X, List.of(), "", List.of()));
  }

  static Stream<GameFigure> all() {
    return Stream.concat(samples().stream(), empty().stream());
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("all")
  void isWellFormedAndOnlyOfNumbers(GameFigure figure) {
    String svg = FigureSvg.of(figure);
    Element root = XmlAssertions.parse(svg).getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("svg");
    assertThat(root.getAttribute("id")).isEqualTo(figure.heading().id());
    assertThat(root.getAttribute("viewBox")).startsWith("0 0 720 ");
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(svg).doesNotContainPattern("[\uE000-\uE002]");
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("all")
  void isTheSameTextForTheSameData(GameFigure figure) {
    assertThat(FigureSvg.of(figure)).isEqualTo(FigureSvg.of(figure));
  }

  @Test
  void equalDataGiveEqualText() {
    List<GameFigure> once = SampleFigures.all();
    List<GameFigure> again = SampleFigures.all();
    for (int i = 0; i < once.size(); i++) {
      assertThat(FigureSvg.of(once.get(i))).isEqualTo(FigureSvg.of(again.get(i)));
    }
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("samples")
  void identifiersBeginWithTheFigures(GameFigure figure) {
    // Several figures stand in one page.
    for (Element clip : XmlAssertions.elements(FigureSvg.of(figure), "clipPath")) {
      assertThat(clip.getAttribute("id")).startsWith(figure.heading().id() + "-");
    }
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("samples")
  void hasAllItsLabels(GameFigure figure) {
    String svg = FigureSvg.of(figure);
    assertThat(XmlAssertions.words(svg)).containsAll(labels(figure));
    assertThat(XmlAssertions.elements(svg, "title").getFirst().getTextContent())
        .isEqualTo(figure.heading().title());
    assertThat(XmlAssertions.elements(svg, "desc").getFirst().getTextContent())
        .isEqualTo(figure.heading().caption());
  }

  private static List<String> labels(GameFigure figure) {
    List<String> labels = new ArrayList<>();
    switch (figure) {
      case SimplexFigure f -> {
        labels.addAll(f.strategies());
        labels.add(f.speed());
        f.restPoints().forEach(r -> labels.add(r.stability().label()));
        f.restPoints().stream().map(SimplexFigure.SimplexRestPoint::label).forEach(labels::add);
      }
      case GradientFigure f -> {
        labels.addAll(List.of(f.x().label(), f.y().label()));
        f.restPoints().forEach(r -> labels.add(r.stability().label()));
      }
      case CountDensityFigure f -> {
        labels.addAll(List.of(f.x().label(), f.y().label()));
        f.densities().forEach(d -> labels.add(d.name()));
      }
      case SimplexDensityFigure f -> {
        labels.addAll(f.strategies());
        labels.add(f.scale().label());
      }
      case PhaseFigure f -> {
        labels.addAll(List.of(f.x().label(), f.y().label(), f.speed()));
        f.restPoints().forEach(r -> labels.addAll(List.of(r.stability().label(), r.label())));
        f.nullclines().forEach(n -> labels.addAll(List.of(n.label(), n.name())));
      }
      case BifurcationFigure f -> {
        labels.addAll(List.of(f.x().label(), f.y().label()));
        f.thresholds().forEach(t -> labels.add(t.label()));
        labels.addAll(List.of("stable", "unstable", "saddle"));
      }
      case RegionFigure f -> {
        labels.addAll(List.of(f.x().label(), f.y().label()));
        f.categories().forEach(c -> labels.addAll(List.of(c.name(), c.letter())));
        f.borders().forEach(b -> labels.addAll(List.of(b.label(), b.name())));
      }
      case HeatMapFigure f -> {
        labels.addAll(List.of(f.x().label(), f.y().label(), f.scale().label(), "no value"));
        f.borders().forEach(b -> labels.addAll(List.of(b.label(), b.name())));
      }
      case SeriesFigure f -> {
        labels.addAll(List.of(f.x().label(), f.y().label(), f.interval()));
        f.series().forEach(s -> labels.add(s.name()));
        f.thresholds().forEach(t -> labels.add(t.label()));
      }
      case BarFigure f -> {
        labels.addAll(List.of(f.axis().label(), f.interval()));
        labels.addAll(f.categories());
        f.groups().forEach(g -> labels.add(g.name()));
      }
    }
    labels.removeIf(String::isEmpty);
    return labels;
  }

  @Test
  void arbitraryLabelsStayWellFormed() {
    String odd = "a < b & c > \"d\" ' \u0007 \uE002 \uD83D\uDE42";
    BarFigure figure =
        new BarFigure(
            new FigureHeading("odd", odd, odd),
            FigureAxis.linear(odd),
            List.of(odd),
            odd,
            List.of());
    assertThat(XmlAssertions.words(FigureSvg.of(figure)))
        .contains("a < b & c > \"d\" ' \uFFFD \uFFFD \uD83D\uDE42");
  }

  @Test
  void aLargePopulationIsDrawnInAFileThatBrowsersOpen() {
    // GAME-11: N = 200 has 20,301 states.
    assertThat(FigureSvg.of(SampleFigures.density(200, true)).length()).isLessThan(1_500_000);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("samples")
  void wordsKeepInsideTheSheet(GameFigure figure) {
    for (Element text : XmlAssertions.elements(FigureSvg.of(figure), "text")) {
      double x = Double.parseDouble(text.getAttribute("x"));
      double width = SvgText.width(text.getTextContent(), 12, false);
      double left =
          switch (text.getAttribute("text-anchor")) {
            case "end" -> x - width;
            case "middle" -> x - width / 2;
            default -> x;
          };
      boolean turned = ((Element) text.getParentNode()).hasAttribute("transform");
      assertThat(turned || (left >= 0 && left + width <= FigureFrame.WIDTH))
          .as(text.getTextContent() + " from " + left + " width " + width)
          .isTrue();
    }
  }
}
