package org.medchain.study.figure.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.SampleFigures;
import org.medchain.study.figure.XmlAssertions;
import org.w3c.dom.Element;

/** The page opens from disk and holds everything itself. GAME-11. */
final class FigurePageTest {
  private static final String HTML = page().html();

  @TempDir Path folder;

  private static FigurePage page() {
    List<FigurePage.PagePart> parts = new ArrayList<>();
    parts.add(new FigurePage.PageParagraph("What was done", "Rewards < costs & more."));
    SampleFigures.all().forEach(f -> parts.add(drawn(f)));
    parts.add(
        new FigurePage.PageTable(
            "Equilibria",
            "All of them.",
            List.of("component", "payoffs"),
            List.of(List.of("1", "<1, 2>"), List.of("2", "0.5"))));
    return new FigurePage("Credit points", "An introduction.", parts);
  }

  private static FigurePage.PageFigure drawn(GameFigure figure) {
    return new FigurePage.PageFigure(
        figure,
        "experiments/medchain game analyse a.yaml > a.txt && true --only \""
            + figure.heading().id()
            + '"');
  }

  @Test
  void holdsFiguresCaptionsCommandsAndTables() {
    assertThat(XmlAssertions.elements(HTML, "svg")).hasSize(SampleFigures.all().size());
    List<String> captions =
        XmlAssertions.elements(HTML, "figcaption").stream().map(Element::getTextContent).toList();
    List<String> commands =
        XmlAssertions.elements(HTML, "pre").stream().map(Element::getTextContent).toList();
    for (int i = 0; i < SampleFigures.all().size(); i++) {
      GameFigure figure = SampleFigures.all().get(i);
      assertThat(captions.get(i)).startsWith(figure.heading().caption());
      assertThat(commands.get(i)).isEqualTo(drawn(figure).command());
    }
    assertThat(XmlAssertions.elements(HTML, "td").stream().map(Element::getTextContent))
        .containsExactly("1", "<1, 2>", "2", "0.5");
  }

  @Test
  void needsNothingFromElsewhere() {
    assertThat(XmlAssertions.elements(HTML, "script")).isEmpty();
    assertThat(XmlAssertions.elements(HTML, "link")).isEmpty();
    assertThat(HTML).doesNotContain("src=").doesNotContain("url(http");
    assertThat(XmlAssertions.elements(HTML, "a"))
        .allMatch(link -> !link.getAttribute("href").contains("/"));
  }

  @Test
  void identifiersAreUniqueInThePage() {
    List<String> ids =
        XmlAssertions.elements(HTML, "*").stream()
            .map(element -> element.getAttribute("id"))
            .filter(id -> !id.isEmpty())
            .toList();
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void isWrittenWithItsFiguresTheSameEachTime() throws IOException {
    Path file = page().write(folder.resolve("new/report"));
    byte[] first = Files.readAllBytes(file);
    assertThat(Files.readAllBytes(page().write(file.getParent()))).isEqualTo(first);
    for (GameFigure figure : SampleFigures.all()) {
      Path svg = file.resolveSibling(figure.heading().id() + ".svg");
      assertThat(XmlAssertions.words(Files.readString(svg))).isNotEmpty();
    }
  }

  @Test
  void refusesTwoFiguresOfOneNameAndRaggedTables() {
    FigurePage.PageFigure one = drawn(SampleFigures.gradient());
    assertThatThrownBy(() -> new FigurePage("t", "", List.of(one, one)))
        .hasMessageContaining("same id");
    assertThatThrownBy(
            () -> new FigurePage.PageTable("t", "", List.of("a"), List.of(List.of("1", "2"))))
        .hasMessageContaining("2 cells under 1 heads");
  }
}
