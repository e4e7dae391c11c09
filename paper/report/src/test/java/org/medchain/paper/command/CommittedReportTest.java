package org.medchain.paper.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.paper.page.PaperPage;
import org.medchain.paper.page.PaperPdf;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.text.ReportText;

/** CLAIM-7 to CLAIM-9, of the pages that are committed. */
class CommittedReportTest {
  private static final Path HOME = Repository.ROOT;
  private static final String REPORT = "paper/report.md";

  @Test
  void everyNumberHasItsSource() throws Exception {
    assertThat(PaperCommand.PaperCheck.problems(HOME)).isEmpty();
  }

  @Test
  void reportBecomesAPageAndAPdf() throws Exception {
    PaperSources sources = new PaperSources(HOME);
    String text = Files.readString(HOME.resolve(REPORT), StandardCharsets.UTF_8);
    PaperPage page =
        new PaperPage(REPORT, ReportText.resolve(REPORT, text, HOME, sources), sources);

    assertThat(page.html())
        .contains("Threats to validity", "results/quickstart/trials.csv: ", "data:image/svg+xml")
        .doesNotContain("{{", "}}");
    try (var document = Loader.loadPDF(PaperPdf.of(page.print()))) {
      assertThat(document.getNumberOfPages()).isGreaterThan(4);
    }
  }

  /** Each claim has a command, and a value that a test compares with its source. */
  @Test
  void eachClaimOfTheArtifactHasATestedValue() throws Exception {
    List<String> rows =
        Files.readAllLines(HOME.resolve("ARTIFACT.md"), StandardCharsets.UTF_8).stream()
            .dropWhile(line -> !line.startsWith("| claim |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows).hasSizeGreaterThan(5);
    assertThat(rows)
        .allMatch(row -> row.contains("`experiments/medchain ") && row.contains("<!-- ="));
  }
}
