package org.medchain.study.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What holds for the drawing of every kind of figure. GAME-11. */
final class FigureSvgTest {
  static List<GameFigure> samples() {
    return SampleFigures.all();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("samples")
  void isWellFormedAndOnlyOfNumbers(GameFigure figure) {
    String svg = figure.svg();
    Element root = XmlAssertions.parse(svg).getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("svg");
    assertThat(root.getAttribute("id")).isEqualTo(figure.heading().id());
    assertThat(root.getAttribute("viewBox")).startsWith("0 0 720 ");
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void equalDataGiveEqualText() {
    List<GameFigure> once = SampleFigures.all();
    List<GameFigure> again = SampleFigures.all();
    for (int i = 0; i < once.size(); i++) {
      assertThat(once.get(i).svg()).isEqualTo(again.get(i).svg());
    }
  }

  @Test
  void arbitraryLabelsStayWellFormed() {
    String odd = "a < b & c > \"d\" ' \u0007 \uD83D\uDE42";
    GameFigure figure =
        DotFigure.of(
            new FigureHeading("odd", odd, odd),
            FigureAxis.linear(odd),
            List.of(odd),
            odd,
            List.of(DotFigure.DotGroup.exact(odd, List.of(1.0))));
    assertThat(XmlAssertions.words(figure.svg()))
        .contains("a < b & c > \"d\" ' \uFFFD \uD83D\uDE42");
  }
}
