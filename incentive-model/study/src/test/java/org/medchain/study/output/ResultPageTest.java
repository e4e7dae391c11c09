package org.medchain.study.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.study.figure.SampleFigures;
import org.medchain.study.figure.XmlAssertions;
import org.w3c.dom.Element;

/** The page opens from disk and holds everything itself. GAME-11. */
final class ResultPageTest {
  private static final String AGAIN =
      "experiments/medchain game analyse a.yaml > a.txt && true --only \"a\"";
  private static final String HTML = html();

  private static String html() {
    StudyResults found = new StudyResults();
    found.heading("What was done");
    found.text("Rewards < costs & more.");
    found.heading("Equilibria");
    found.text("All of them.");
    ResultTable table = new ResultTable(List.of("component", "payoffs"));
    table.row().cell("1").cell("<1, 2>");
    table.row().cell("2").cell("0.5");
    found.table(table);
    found.table(new ResultTable(List.of("without rows")));
    return new ResultPage("Credit points", "An introduction.", AGAIN)
        .html(SampleFigures.all(), found.parts());
  }

  @Test
  void holdsFiguresCaptionsCommandsAndTables() {
    assertThat(XmlAssertions.elements(HTML, "svg")).hasSize(SampleFigures.all().size());
    List<String> captions =
        XmlAssertions.elements(HTML, "figcaption").stream().map(Element::getTextContent).toList();
    List<String> commands =
        XmlAssertions.elements(HTML, "pre").stream().map(Element::getTextContent).toList();
    for (int i = 0; i < SampleFigures.all().size(); i++) {
      assertThat(captions.get(i)).startsWith(SampleFigures.all().get(i).heading().caption());
      assertThat(commands.get(i)).isEqualTo(AGAIN);
    }
    assertThat(XmlAssertions.elements(HTML, "h2").stream().map(Element::getTextContent))
        .endsWith("What was done", "Equilibria");
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
}
