package org.medchain.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimData.ClaimFigure;
import org.medchain.claims.file.ClaimData.ClaimTable;
import org.medchain.claims.file.ClaimKind;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.verdict.VerdictFiles;
import org.medchain.claims.verdict.VerdictFiles.VerdictRow;
import org.medchain.claims.verdict.VerdictProvenance;

/**
 * CLAIM-14: {@code paper/claims.md} leads from each claim to its words, its verdict, the figures
 * that decide it and the raw files, as they are committed.
 */
class ClaimsPageTest {
  private static final Path RESULTS = Repository.ROOT.resolve("results/claims");
  private static final Path PAGE = Repository.ROOT.resolve("paper/claims.md");
  private static final int QUOTE_MAX = 110;
  private static final int FIGURES_MAX = 4;

  private static List<Claim> claims() throws Exception {
    return ClaimsFile.read(ClaimsFile.of(Repository.ROOT));
  }

  private static Stream<String> raw(Claim claim) {
    return Arrays.stream(claim.fields().getOrDefault("raw", "").split(", ", -1))
        .filter(name -> !name.isEmpty());
  }

  @Test
  void thePageIsUpToDate() throws Exception {
    String page = page();
    if (System.getProperty("rewrite") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("-Dtest=ClaimsPageTest -Drewrite writes it")
        .isEqualTo(page);
  }

  /** Each verdict names what its experiment wrote, and nothing that was written is left out. */
  @Test
  void everyRawFileIsOfAClaim() throws Exception {
    Set<String> named = new TreeSet<>();
    for (Claim claim : claims()) {
      if (claim.kind() == ClaimKind.VERDICT) {
        Set<String> own = raw(claim).collect(Collectors.toCollection(LinkedHashSet::new));
        assertThat(own).as(claim.id()).isNotEmpty();
        assertThat(own)
            .as(claim.id())
            .containsAll(claim.data().tables().stream().map(ClaimTable::name).toList());
        assertThat(claim.data().figures().stream().map(ClaimFigure::of))
            .as(claim.id())
            .allMatch(of -> own.contains(of.substring(0, of.indexOf(':'))));
        named.addAll(own);
      }
    }
    List<VerdictRow> rows = VerdictFiles.read(RESULTS);
    for (Claim claim : claims()) {
      if (isOlder(claim, rows)) {
        return; // A run since these bounds makes all files again, and what is left over is seen.
      }
    }
    try (Stream<Path> files = Files.list(RESULTS.resolve("raw"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".csv", "")))
          .isSubsetOf(named);
    }
  }

  private static String page() throws Exception {
    VerdictProvenance from = VerdictProvenance.read(RESULTS);
    List<VerdictRow> rows = VerdictFiles.read(RESULTS);
    Map<String, ClaimFigures> figures = VerdictFiles.figures(RESULTS);
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Claims, their verdicts, and where the figures are

        Made of [`claims.yaml`](claims.yaml) and [`results/claims`](../results/claims) by `ClaimsPageTest` with
        `-Drewrite`. Verdicts are of commit `%s`, size `%s`, seed `%s`. A figure has its 95 %% interval and, in
        round brackets, its bound; ✗: not kept, ?: left open. All figures:
        [`verdicts.csv`](../results/claims/verdicts.csv) by reading, [`figures.csv`](../results/claims/figures.csv).
        `experiments/medchain claims ID --quick` decides one again.

        ## Decided by an experiment

        | claim | words | verdict | figures | raw |
        |---|---|---|---|---|
        """
            .formatted(from.commit().substring(0, 12), from.size(), String.valueOf(from.seed())));
    for (Claim claim : claims()) {
      if (claim.kind() == ClaimKind.VERDICT) {
        List<VerdictRow> own = rows.stream().filter(row -> row.claim().equals(claim.id())).toList();
        row(
            page,
            "`" + claim.id() + "`",
            words(claim),
            own.isEmpty() ? "–" : own.getFirst().verdict(),
            figures(claim, own, figures.getOrDefault(claim.id(), new ClaimFigures())),
            raw(claim).map(ClaimsPageTest::link).collect(Collectors.joining(", ")));
      }
    }
    page.append(
        """

        ## Not for an experiment

        | claim | words | kind | why, or by what |
        |---|---|---|---|
        """);
    for (Claim claim : claims()) {
      if (claim.kind() != ClaimKind.VERDICT) {
        String field = claim.kind().fields().getLast();
        row(
            page,
            "`" + claim.id() + "`",
            words(claim),
            claim.kind().key(),
            claim.kind() == ClaimKind.NOT_BUILT
                ? "[why](not-built.md)"
                : shortened(claim.fields().get(field)));
      }
    }
    return page.toString();
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("| ")
        .append(
            Arrays.stream(cells)
                .map(cell -> cell.replaceAll("\\s+", " ").replace("|", "\\|"))
                .collect(Collectors.joining(" | ")))
        .append(" |\n");
  }

  private static String words(Claim claim) {
    Claim.ClaimPlace place = claim.places().getFirst();
    String source = place.source().equals("li-ma-hu-2021") ? "" : place.source() + ", ";
    return "\"" + shortened(place.quote()) + "\" (" + source + place.section() + ")";
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").replaceAll("[`<>*]", "");
    return line.length() <= QUOTE_MAX
        ? line
        : line.substring(0, line.lastIndexOf(' ', QUOTE_MAX)) + " …";
  }

  /** Those that the verdict follows from, the first of many; of an older run where it is one. */
  private static String figures(Claim claim, List<VerdictRow> own, ClaimFigures figures) {
    List<String> said = new ArrayList<>();
    for (VerdictRow each : own) {
      String interval =
          figures
              .interval(each.metric())
              .map(it -> " [" + number(it.low()) + ", " + number(it.high()) + "]")
              .orElse("");
      said.add(
          "`%s` %s%s (%s)%s"
              .formatted(
                  each.metric(),
                  number(each.figure()),
                  interval,
                  each.must(),
                  each.met().equals("true") ? "" : each.met().equals("false") ? " ✗" : " ?"));
    }
    int more = said.size() - FIGURES_MAX;
    String first = said.stream().limit(FIGURES_MAX).collect(Collectors.joining("; "));
    return first
        + (more > 0 ? "; and " + more + " more" : "")
        + (isOlder(claim, own) ? " (older bounds)" : "");
  }

  /** Whether the bounds changed since the run. */
  private static boolean isOlder(Claim claim, List<VerdictRow> rows) {
    List<String> then =
        rows.stream()
            .filter(row -> row.claim().equals(claim.id()))
            .map(row -> row.metric() + " " + row.must())
            .toList();
    return !then.equals(
        claim.criteria().stream().map(each -> each.metric() + " " + each.text()).toList());
  }

  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.3g", value);
  }

  private static String link(String name) {
    boolean there = Files.exists(RESULTS.resolve("raw").resolve(name + ".csv"));
    return there
        ? "[%s](../results/claims/raw/%s.csv)".formatted(name, name)
        : name + " (with the next run)";
  }
}
