package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.execution.ReadableNumbers;
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
  /** The table of numbers. */
  public static final String FILE = "differences.csv";

  private static final List<TrialColumn> GAME =
      List.of(
          TrialColumn.DISHONEST_SHARE,
          TrialColumn.LAZY_SHARE,
          TrialColumn.UPLOAD_REWARD,
          TrialColumn.FALSE_PENALTY);

  private static final List<CsvColumn<CellDifference>> COLUMNS =
      List.of(
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
          new CsvColumn<>(
              "degrees_of_freedom", each -> each.test().map(WelchTest::degreesOfFreedom)),
          new CsvColumn<>("p", each -> each.test().map(WelchTest::pValue)),
          new CsvColumn<>("p_holm", CellDifference::adjustedP),
          new CsvColumn<>("hedges_g", each -> each.effect().map(EffectSize::hedgesG)),
          new CsvColumn<>("cliffs_delta", each -> each.effect().map(EffectSize::cliffsDelta)),
          new CsvColumn<>("verdict", CellDifference::verdict));

  /** What the file alone has. */
  private static final List<String> HIDDEN =
      List.of("repeats_a", "repeats_b", "t", "degrees_of_freedom");

  private final ComparedRun first;
  private final ComparedRun second;
  private final List<CellDifference> differences;

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
   */
  public DifferenceReport(ComparedRun first, ComparedRun second) {
    this.first = first;
    this.second = second;
    this.differences = CellDifference.of(first.cells(), second.cells());
  }

  /** Whether the runs have no cell in common. */
  public boolean isEmpty() {
    return differences.isEmpty();
  }

  /** Writes the table into a folder, which is made if there is none. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    CsvTable.writeColumns(
        folder.resolve(FILE),
        CellSummary.columns(
            differences,
            CellDifference::first,
            Stream.concat(GAME.stream().map(DifferenceReport::played), COLUMNS.stream()).toList()),
        differences);
  }

  private static CsvColumn<CellDifference> played(TrialColumn column) {
    return new CsvColumn<>(column.header(), each -> each.first().rows().getFirst().text(column));
  }

  /** The table as lines for a terminal, what it means, and what was left out. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(List.of("A: " + first.words(), "B: " + second.words()));
    lines.addAll(table().lines());
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
        .map(DifferenceReport::words)
        .collect(Collectors.joining("; "));
  }

  /** The cells in words, and the columns that are no parts of others. */
  private CellTable table() {
    Stream<CsvColumn<CellDifference>> shown =
        COLUMNS.stream()
            .filter(column -> !HIDDEN.contains(column.head()))
            .map(
                column ->
                    new CsvColumn<CellDifference>(
                        column.head(), each -> shown(column.value().apply(each))));
    CsvColumn<CellDifference> cell = new CsvColumn<>("cell", each -> words(each.first().cell()));
    return CellTable.of(Stream.concat(Stream.of(cell), shown).toList(), differences, 1);
  }

  private static String shown(Object value) {
    return switch (value) {
      case OptionalDouble number -> CellTable.number(number);
      case Double number -> ReadableNumbers.significant(number);
      case Optional<?> part -> part.map(DifferenceReport::shown).orElse(CellTable.ABSENT);
      default -> value.toString();
    };
  }

  /** A cell in a few words. */
  private static String words(GridCell cell) {
    String game =
        cell.game()
            .map(
                point ->
                    ", dishonest %s, lazy %s, reward %s, penalty %s"
                        .formatted(
                            AxisQuantity.DISHONEST.tick(point.dishonest()),
                            AxisQuantity.DISHONEST.tick(point.lazy()),
                            Integer.toString(point.reward()),
                            Integer.toString(point.penalty())))
            .orElse("");
    return "%s, %s nodes%s, withstands %s at %s"
            .formatted(
                ChartStyle.name(cell.protocol()),
                Integer.toString(cell.nodes()),
                cell.faultRate() > 0 ? ", " + RunFigures.faults(cell) : "",
                AxisQuantity.ATTACKER_SHARE.tick(cell.finality().attackerShare()),
                AxisQuantity.EPSILON.tick(cell.finality().epsilon()))
        + everyBlock(cell)
        + game
        + cell.axisWords();
  }

  /** Proof of work's block interval behind a comma; empty for other protocols. */
  static String everyBlock(GridCell cell) {
    String interval = AxisQuantity.BLOCK_INTERVAL.tick(cell.blockIntervalS());
    return interval.isEmpty() ? "" : ", a block every " + interval;
  }
}
