package org.medchain.paper.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.paper.page.PaperPage;
import org.medchain.paper.page.PaperPdf;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.text.ReportText;

/** CLAIM-7, CLAIM-8, CLAIM-9, CLAIM-11, CLAIM-15, of the pages that are committed. */
class CommittedReportTest {
  private static final Path HOME = Repository.ROOT;
  private static final String REPORT = "paper/report.md";

  @Test
  void everyNumberHasItsSource() throws Exception {
    assertThat(PaperCommand.PaperCheck.problems(HOME)).isEmpty();
  }

  /** CLAIM-9: pages with such values are found, in any folder. */
  @Test
  void pagesThatQuoteResultsAreFound() throws Exception {
    assertThat(TestedPages.in(HOME).keySet())
        .contains("README.md", "ARTIFACT.md", "CONTRIBUTING.md", "paper/not-built.md")
        .doesNotContain(REPORT);
  }

  /** CLAIM-11: nobody has to run anything to learn which claims fail. */
  @Test
  void theFirstPageNamesTheClaimsThatFail() throws Exception {
    Set<String> failing = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    for (String row : Files.readAllLines(HOME.resolve("results/claims/verdicts.csv"))) {
      String[] fields = row.split(",", 3);
      all.add(fields[0]);
      if (fields[1].equals("fails")) {
        failing.add(fields[0]);
      }
    }
    String page = Files.readString(HOME.resolve("README.md"), StandardCharsets.UTF_8);
    Set<String> named =
        all.stream()
            .filter(claim -> page.contains("`" + claim + "`"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(failing).isNotEmpty();
    assertThat(named).isEqualTo(failing);
  }

  /** CLAIM-11: as many as a reader with five minutes takes; what stands in comments counts too. */
  @Test
  void theFirstPageIsShort() throws Exception {
    String page = Files.readString(HOME.resolve("README.md"), StandardCharsets.UTF_8);

    assertThat(page.strip().split("\\s+")).hasSizeLessThanOrEqualTo(900);
  }

  private static PaperPage page() throws Exception {
    PaperSources sources = new PaperSources(HOME);
    String text = Files.readString(HOME.resolve(REPORT), StandardCharsets.UTF_8);
    return new PaperPage(REPORT, ReportText.resolve(REPORT, text, HOME, sources), sources);
  }

  /** CLAIM-15: what a reader sees without a build; with {@code -Drewrite} it is written. */
  @Test
  void theCommittedPageIsTheReports() throws Exception {
    Path committed = HOME.resolve("paper/report.html");
    String html = page().html();
    if (System.getProperty("rewrite") != null) {
      Files.writeString(committed, html, StandardCharsets.UTF_8);
    }
    assertThat(Files.readString(committed, StandardCharsets.UTF_8).equals(html))
        .as("paper/report.html is up to date; -Dtest=CommittedReportTest -Drewrite writes it")
        .isTrue();
  }

  @Test
  void reportBecomesAPageAndAPdf() throws Exception {
    PaperPage page = page();

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
