package org.medchain.study.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The page opens from disk and holds everything itself. GAME-11. */
final class FigurePageTest {
  private static final String HTML = page().html();

  @TempDir Path folder;

  private static FigurePage page() {
    List<FigurePage.Part> parts = new ArrayList<>();
    parts.add(new FigurePage.Text("What was done", "Rewards < costs & more."));
    Samples.all().forEach(f -> parts.add(drawn(f)));
    parts.add(
        new FigurePage.Table(
            "Equilibria",
            "All of them.",
            List.of("component", "payoffs"),
            List.of(List.of("1", "<1, 2>"), List.of("2", "0.5"))));
    return new FigurePage("Credit points", "An introduction.", parts);
  }

  private static FigurePage.Drawn drawn(GameFigure figure) {
    return new FigurePage.Drawn(
        figure,
        "experiments/medchain game analyse a.yaml > a.txt && true --only \""
            + figure.heading().id()
            + '"');
  }

  @Test
  void holdsFiguresCaptionsCommandsAndTables() {
    assertThat(Xmls.elements(HTML, "svg")).hasSize(Samples.all().size());
    List<String> captions =
        Xmls.elements(HTML, "figcaption").stream().map(Element::getTextContent).toList();
    List<String> commands =
        Xmls.elements(HTML, "pre").stream().map(Element::getTextContent).toList();
    for (int i = 0; i < Samples.all().size(); i++) {
      GameFigure figure = Samples.all().get(i);
      assertThat(captions.get(i)).startsWith(figure.heading().caption());
      assertThat(commands.get(i)).isEqualTo(drawn(figure).command());
    }
    assertThat(Xmls.elements(HTML, "td").stream().map(Element::getTextContent))
        .containsExactly("1", "<1, 2>", "2", "0.5");
  }

  @Test
  void needsNothingFromElsewhere() {
    assertThat(Xmls.elements(HTML, "script")).isEmpty();
    assertThat(Xmls.elements(HTML, "link")).isEmpty();
    assertThat(HTML).doesNotContain("src=").doesNotContain("url(http");
    assertThat(Xmls.elements(HTML, "a")).allMatch(link -> !link.getAttribute("href").contains("/"));
  }

  @Test
  void identifiersAreUniqueInThePage() {
    List<String> ids =
        Xmls.elements(HTML, "*").stream()
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
    for (GameFigure figure : Samples.all()) {
      Path svg = file.resolveSibling(figure.heading().id() + ".svg");
      assertThat(Xmls.words(Files.readString(svg))).isNotEmpty();
    }
  }

  @Test
  void refusesTwoFiguresOfOneNameAndRaggedTables() {
    FigurePage.Drawn one = drawn(Samples.gradient());
    assertThatThrownBy(() -> new FigurePage("t", "", List.of(one, one)))
        .hasMessageContaining("same id");
    assertThatThrownBy(
            () -> new FigurePage.Table("t", "", List.of("a"), List.of(List.of("1", "2"))))
        .hasMessageContaining("2 cells under 1 heads");
  }
}
