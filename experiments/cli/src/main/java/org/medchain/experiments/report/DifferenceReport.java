package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.EffectSize;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.ReportSentence;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.WelchTest;

/** Two runs side by side: differences, intervals, effect sizes and a test (EXP-30). */
public final class DifferenceReport {
  /** The table of numbers beside the page. */
  public static final String FILE = "differences.csv";

  private final ComparedRun first;
  private final ComparedRun second;
  private final List<CellDifference> differences;
  private final String redraw;

  /**
   * A run as it takes part.
   *
   * @param path of its folder, for people
   * @param manifest of the run
   * @param cells of its rows
   */
  public record ComparedRun(String path, RunManifest manifest, List<CellSummary> cells) {
    public ComparedRun {
      cells = List.copyOf(cells);
    }

    private String words() {
      return "%s (%s; config %s, code %s)"
          .formatted(
              path,
              manifest.text("name"),
              shortened(manifest.text("config_hash")),
              shortened(manifest.text("code_hash")));
    }

    private static String shortened(String hash) {
      return hash.substring(0, Math.min(8, hash.length()));
    }
  }

  /**
   * A comparison.
   *
   * @param first run A
   * @param second run B
   * @param redraw the command that makes it again
   */
  public DifferenceReport(ComparedRun first, ComparedRun second, String redraw) {
    this.first = first;
    this.second = second;
    this.redraw = redraw;
    this.differences = CellDifference.of(first.cells(), second.cells());
  }

  /** Whether the runs have no cell in common. */
  public boolean isEmpty() {
    return differences.isEmpty();
  }

  /** Writes the page and the table into a folder, which is made if there is none. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    CsvTable.writeColumns(
        folder.resolve(FILE),
        CellSummary.columns(differences, CellDifference::first, columns()),
        differences);
    AtomicFile.write(folder.resolve("index.html"), html());
  }

  private static List<CsvColumn<CellDifference>> columns() {
    return List.of(
        played(TrialColumn.DISHONEST_SHARE),
        played(TrialColumn.LAZY_SHARE),
        played(TrialColumn.UPLOAD_REWARD),
        played(TrialColumn.FALSE_PENALTY),
        new CsvColumn<>("quantity", each -> each.column().header()),
        new CsvColumn<>("repeats_a", each -> each.first().rows().size()),
        new CsvColumn<>("repeats_b", each -> each.second().rows().size()),
        new CsvColumn<>("mean_a", CellDifference::firstMean),
        new CsvColumn<>("mean_b", CellDifference::secondMean),
        new CsvColumn<>("difference", each -> each.test().map(WelchTest::difference)),
        new CsvColumn<>("low", each -> each.test().map(WelchTest::low)),
        new CsvColumn<>("high", each -> each.test().map(WelchTest::high)),
        new CsvColumn<>("relative", CellDifference::relative),
        new CsvColumn<>("t", each -> each.test().map(WelchTest::t)),
        new CsvColumn<>("degrees_of_freedom", each -> each.test().map(WelchTest::degreesOfFreedom)),
        new CsvColumn<>("p", each -> each.test().map(WelchTest::pValue)),
        new CsvColumn<>("p_holm", CellDifference::adjustedP),
        new CsvColumn<>("hedges_g", each -> each.effect().map(EffectSize::hedgesG)),
        new CsvColumn<>("cliffs_delta", each -> each.effect().map(EffectSize::cliffsDelta)),
        new CsvColumn<>("verdict", CellDifference::verdict));
  }

  private static CsvColumn<CellDifference> played(TrialColumn column) {
    return new CsvColumn<>(column.header(), each -> each.first().rows().getFirst().text(column));
  }

  /** The table as lines for a terminal, what it means, and what was left out. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(List.of("A: " + first.words(), "B: " + second.words()));
    lines.addAll(DifferenceTable.of(differences).lines());
    lines.addAll(remarks());
    return lines;
  }

  /** What a reader must know of this pair. */
  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    long tests = differences.stream().filter(each -> each.adjustedP().isPresent()).count();
    long found =
        differences.stream()
            .filter(each -> each.adjustedP().orElse(1) <= CellDifference.LEVEL)
            .count();
    remarks.add(ReportSentence.of("differences.found", found, tests));
    if (haveSameSeeds()) {
      remarks.add(ReportSentence.of("differences.seeds"));
    }
    String ofFirst = missing(first, second);
    String ofSecond = missing(second, first);
    if (!ofFirst.isEmpty()) {
      remarks.add("only A has: " + ofFirst);
    }
    if (!ofSecond.isEmpty()) {
      remarks.add("only B has: " + ofSecond);
    }
    return remarks;
  }

  private boolean haveSameSeeds() {
    return differences.stream().allMatch(each -> seeds(each.first()).equals(seeds(each.second())));
  }

  private static List<String> seeds(CellSummary cell) {
    return cell.rows().stream().map(row -> row.text(TrialColumn.SEED)).toList();
  }

  /** The cells that the other run lacks, in words; empty where it lacks none. */
  private static String missing(ComparedRun here, ComparedRun there) {
    List<GridCell> known = there.cells().stream().map(CellSummary::cell).toList();
    return here.cells().stream()
        .map(CellSummary::cell)
        .filter(cell -> !known.contains(cell))
        .map(DifferenceTable::words)
        .collect(Collectors.joining("; "));
  }

  private String html() {
    List<String> parts = new ArrayList<>();
    parts.add("<h1>Two runs</h1>");
    parts.add(Markup.element("p", "A: " + first.words()));
    parts.add(Markup.element("p", "B: " + second.words()));
    remarks().forEach(remark -> parts.add(Markup.element("p", remark + ".")));
    parts.add("<h2>Differences</h2>");
    parts.add(Markup.element("p", ReportSentence.of("differences.test")));
    parts.add("<p>All numbers are in " + Markup.link(FILE) + ".</p>");
    parts.add(table());
    parts.add("<p>Made again by <code>" + Markup.escape(redraw) + "</code>.</p>");
    return ReportPage.page("Two runs", parts);
  }

  private String table() {
    CellTable table = DifferenceTable.of(differences);
    return HtmlPage.table(
        "cells",
        table.columns(),
        table.rows(),
        last -> last.equals("higher") || last.equals("lower") ? "unknown" : "");
  }
}
