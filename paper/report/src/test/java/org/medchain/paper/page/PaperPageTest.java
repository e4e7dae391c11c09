package org.medchain.paper.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.config.UserInputException;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.text.ReportText;
import org.xml.sax.InputSource;

/** CLAIM-7: the page and the PDF. */
class PaperPageTest {
  private static final String PAGE =
      """
      # Title & <more>

      {{contents}}

      ## First chapter

      It is {{results/a.csv: v}}, ≤ `{{results/a.csv: w}}` <b>as text</b>.

      {{table results/a.csv by v: "w" w}}

      ## Second chapter

      ![A {{results/a.csv: v}}](../results/f.svg)
      """;

  @TempDir private Path home;

  @BeforeEach
  void writeSources() throws Exception {
    Files.createDirectories(home.resolve("results"));
    Files.writeString(home.resolve("results/a.csv"), "v,w\n42,\"*<i>|\"\n");
    Files.writeString(
        home.resolve("results/f.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>"
            + "<rect width='9' height='9'/></svg>");
  }

  private PaperPage page(String text) throws UserInputException {
    PaperSources sources = new PaperSources(home);
    return new PaperPage(
        "paper/p.md", ReportText.resolve("paper/p.md", text, home, sources), sources);
  }

  @Test
  void pageIsWellFormedAndNeedsNoOtherFile() throws Exception {
    String html = page(PAGE).html();

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(html)));
    assertThat(document.getElementsByTagName("h2").getLength()).isEqualTo(2);
    assertThat(document.getElementsByTagName("td").getLength()).isEqualTo(2);
    assertThat(html)
        .contains("<title>Title &amp; &lt;more&gt;</title>")
        .contains("<a href=\"#second-chapter\">Second chapter</a>")
        .contains("<span class=\"value\" title=\"results/a.csv: v\">42</span>")
        .contains("*&lt;i&gt;|</span></code>")
        .contains("&lt;b&gt;as text&lt;/b&gt;")
        .contains("src=\"data:image/svg+xml;base64,", "alt=\"A 42\"")
        .doesNotContain("\uE000", "\uE001", "\uE002");
    assertThat(page(PAGE).html()).isEqualTo(html);
  }

  @Test
  void pdfHasTheTextAndIsTheSameAgain() throws Exception {
    byte[] pdf = PaperPdf.of(page(PAGE).print());

    try (var document = Loader.loadPDF(pdf)) {
      PDFTextStripper reader = new PDFTextStripper();
      reader.setSortByPosition(true);
      assertThat(reader.getText(document))
          .contains("Title & <more>", "First chapter", "It is 42, ≤");
      assertThat(document.getDocumentInformation().getCreationDate()).isNull();
    }
    assertThat(PaperPdf.of(page(PAGE).print())).isEqualTo(pdf);
  }

  @Test
  void figureThatIsNoFigureIsRefused() throws Exception {
    Files.write(home.resolve("results/f.svg"), "<svg/>".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> page(PAGE).html())
        .isInstanceOf(UserInputException.class)
        .hasMessage("paper/p.md: results/f.svg is no SVG with a viewBox");
  }
}
