package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.report.RunReport;
import org.medchain.experiments.report.ShortIntervals;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;

/** EXP-28, EXP-45: other programs read a run without knowing this one. */
class ExportCommandTest {
  private static final Path EXPERIMENTS = Repository.file("experiments");
  private static final Path QUICKSTART = EXPERIMENTS.resolveSibling("results/quickstart");

  /** Some of the quantities of the long tables. */
  private static final List<TrialColumn> QUANTITIES =
      List.of(
          TrialColumn.FAULTY,
          TrialColumn.COMMITTED,
          TrialColumn.THROUGHPUT_TPS,
          TrialColumn.LATENCY_P50_MS,
          TrialColumn.LATENCY_P99_MS,
          TrialColumn.BYTES_PER_TX,
          TrialColumn.STALE_RATE,
          TrialColumn.WARMUP_MAX_MS);

  @TempDir static Path home;
  private static Path out;
  private static List<CellSummary> cells;

  @TempDir Path root;

  /** Once: reading a run's histograms costs more than all else here. */
  @BeforeAll
  static void exportQuickstart() throws Exception {
    cells = WholeTrials.run(QUICKSTART).cells();
    out = home.resolve("new/folder");
    Ended ended =
        new CommandFixture(Files.createDirectories(home.resolve("project")), FakeTrials::run)
            .run("results", "export", QUICKSTART.toString(), "--tidy", "--out", out.toString());
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(names(ended))
        .containsExactly("tidy.csv", "quantiles.csv", "cells.csv", "figures.csv", "dictionary.csv");
  }

  private static Stream<String> names(Ended export) {
    return export.out().lines().map(Path::of).map(Path::getFileName).map(Path::toString);
  }

  private static List<CSVRecord> read(Path file) throws IOException {
    CSVFormat head = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(Files.readString(file), head)) {
      return parser.getRecords();
    }
  }

  @Test
  void theTidyTableHasWhatTheTrialsHave() throws Exception {
    List<TrialRow> rows = WholeTrials.read(new RunFolder(QUICKSTART).trials());
    List<CSVRecord> tidy = read(out.resolve("tidy.csv"));
    assertThat(tidy).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      CSVRecord line = tidy.get(i);
      assertThat(line.get("run")).isEqualTo("quickstart");
      assertThat(line.get("host")).isEqualTo("simulation");
      for (TrialColumn column : TrialColumn.values()) {
        String text = rows.get(i).text(column);
        assertThat(line.get(column.header())).isEqualTo(text.isEmpty() ? "NA" : text);
      }
    }
  }

  @Test
  void quantilesAreThoseOfTheReport() throws Exception {
    Map<String, TrialColumn> shown =
        Map.of(
            "0.5", TrialColumn.LATENCY_P50_MS,
            "0.9", TrialColumn.LATENCY_P90_MS,
            "0.99", TrialColumn.LATENCY_P99_MS,
            "1", TrialColumn.LATENCY_MAX_MS);
    List<CSVRecord> lines =
        read(out.resolve("quantiles.csv")).stream()
            .filter(line -> shown.containsKey(line.get("quantile")))
            .toList();
    assertThat(lines).hasSize(cells.size() * shown.size());
    for (int i = 0; i < lines.size(); i++) {
      CSVRecord line = lines.get(i);
      CellSummary cell = cells.get(i / shown.size());
      assertThat(line.get("nodes")).isEqualTo(String.valueOf(cell.cell().nodes()));
      assertThat(line.get("protocol")).isEqualTo(cell.cell().protocol());
      assertThat(line.get("repeats")).isEqualTo("3");
      OptionalDouble value = cell.estimate(shown.get(line.get("quantile"))).value();
      assertThat(line.get("latency_ms"))
          .isEqualTo(value.isPresent() ? String.valueOf(value.getAsDouble()) : "NA");
    }
    assertThat(lines).anyMatch(line -> line.get("latency_ms").equals("NA"));
  }

  private static List<String> texts(String file, String columns) throws IOException {
    return read(out.resolve(file)).stream()
        .map(
            line -> String.join("|", Arrays.stream(columns.split(",", -1)).map(line::get).toList()))
        .toList();
  }

  /** EXP-45: what the report says of a cell, and the range of its repeats. */
  @Test
  void theTableOfCellsHasEachEstimateWithItsInterval() throws Exception {
    List<String> expected = new ArrayList<>();
    for (CellSummary cell : cells) {
      for (TrialColumn column : QUANTITIES) {
        RepeatEstimate estimate = cell.estimate(column);
        boolean pooled = column.header().startsWith("latency_");
        RepeatEstimate interval = pooled ? cell.interval(column) : estimate;
        boolean all = estimate.present() == 3;
        expected.add(
            String.join(
                "|",
                cell.cell().protocol(),
                String.valueOf(cell.cell().faultRate()),
                column.header(),
                pooled ? "pooled" : "mean",
                "3",
                String.valueOf(estimate.present()),
                text(estimate.value()),
                text(interval.low()),
                text(interval.high()),
                all ? text(cell.minimum(column)) : "NA",
                all ? text(cell.maximum(column)) : "NA"));
      }
    }
    assertThat(
            texts(
                "cells.csv",
                "protocol,fault_rate,quantity,statistic,repeats,present,value,low,high,least,"
                    + "greatest"))
        .containsAll(expected)
        .hasSize(new HashSet<>(texts("cells.csv", "quantity")).size() * cells.size())
        .noneMatch(line -> line.contains("|fault_rate|") || line.contains("|saturation_tps|"));
    assertThat(texts("cells.csv", "run,quantity,unit"))
        .containsAll(
            QUANTITIES.stream()
                .map(each -> "quickstart|" + each.header() + "|" + each.definition().unit())
                .toList());
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "NA";
  }

  /** EXP-45: the figures of the committed page, point by point. */
  @Test
  void theTableOfFiguresHasEachPointOfTheReport() throws Exception {
    List<ResultFigure> figures =
        RunReport.figures(WholeTrials.run(QUICKSTART), cells, ShortIntervals.NONE);
    assertThat(DrawnPoints.ofTable(read(out.resolve("figures.csv"))))
        .isEqualTo(DrawnPoints.of(figures));
    try (Stream<Path> drawn = Files.list(QUICKSTART.resolve("report/figures"))) {
      assertThat(drawn.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              figures.stream().map(figure -> figure.id() + ".svg").toList());
    }
    assertThat(texts("figures.csv", "x_quantity,x_unit,y_quantity,y_unit"))
        .contains("consensus nodes|1|latency|ms", "consensus nodes|1|stale share of the blocks|1");
  }

  /** EXP-45: a point names the cell that it is, except where it was calculated. */
  @Test
  void aPointOfAFigureNamesItsCell() throws Exception {
    Map<String, CSVRecord> byCell = new HashMap<>();
    read(out.resolve("cells.csv")).forEach(line -> byCell.putIfAbsent(line.get("cell"), line));
    assertThat(byCell).hasSameSizeAs(cells);
    for (CSVRecord point : read(out.resolve("figures.csv"))) {
      CSVRecord cell = byCell.get(point.get("cell"));
      if (point.get("kind").equals("curve")) {
        assertThat(cell).isNull();
      } else {
        assertThat(cell.get("protocol")).isEqualTo(point.get("protocol"));
        assertThat(point.get(point.get("panel").endsWith(" nodes") ? "panel" : "x"))
            .startsWith(cell.get("nodes"));
      }
    }
  }

  /** EXP-45: an axis of the config's own keys is a column, and the quantity along x. */
  @Test
  void axesAreColumnsOfTheTablesOfFigures() throws Exception {
    CommandFixture command = new CommandFixture(root, FakeTrials::run);
    Path config = command.config(CommandFixture.CONFIG + "axes: {workload.rate_tps: [1, 100]}\n");
    assertThat(command.run("run", config.toString()).code()).isZero();
    Path run = command.onlyRun();
    assertThat(command.run("results", "export", run.toString(), "--tidy").code()).isZero();
    assertThat(read(run.resolve("export/cells.csv")).stream().map(l -> l.get("workload.rate_tps")))
        .contains("1", "100");
    List<CSVRecord> figures = read(run.resolve("export/figures.csv"));
    RecordedRun read = WholeTrials.run(run);
    assertThat(DrawnPoints.ofTable(figures))
        .isEqualTo(DrawnPoints.of(RunReport.figures(read, read.cells(), ShortIntervals.NONE)));
    assertThat(figures.stream().map(line -> line.get("x_quantity") + "|" + line.get("x_unit")))
        .contains("workload.rate_tps|requests/s");
  }

  @Test
  void theDictionaryNamesEachColumnOfTheOthers() throws Exception {
    List<CSVRecord> dictionary = read(out.resolve("dictionary.csv"));
    for (String file : List.of("tidy.csv", "quantiles.csv", "cells.csv", "figures.csv")) {
      List<CSVRecord> lines = read(out.resolve(file));
      List<CSVRecord> entries =
          dictionary.stream().filter(line -> line.get("file").equals(file)).toList();
      assertThat(entries.stream().map(line -> line.get("column")).toList())
          .isEqualTo(List.copyOf(lines.getFirst().getParser().getHeaderNames()));
      for (CSVRecord entry : entries) {
        String name = entry.get("column");
        long absent = lines.stream().filter(line -> line.get(name).equals("NA")).count();
        assertThat(entry.get("absent")).as(name).isEqualTo(absent + " of " + lines.size());
        assertThat(entry.get("meaning")).as(name).endsWith(".");
        checkType(entry, lines);
      }
    }
  }

  private static void checkType(CSVRecord entry, List<CSVRecord> lines) {
    String name = entry.get("column");
    String wanted =
        switch (entry.get("type")) {
          case "integer" -> "[0-9]+|NA";
          case "number" -> "-?[0-9].*|NA";
          case "boolean" -> "true|false|NA";
          default -> "(?s).*";
        };
    assertThat(lines).as(name).allSatisfy(line -> assertThat(line.get(name)).matches(wanted));
    boolean isNumber = entry.get("type").matches("integer|number");
    assertThat(entry.get("unit").equals("NA")).as(name).isEqualTo(!isNumber);
  }

  @Test
  void aRunWithoutAnyTrialIsRefused() throws Exception {
    CommandFixture command = new CommandFixture(root, FakeTrials::run);
    Path config = command.config(CommandFixture.CONFIG);
    assertThat(command.run("run", config.toString()).code()).isZero();
    Path run = command.onlyRun();
    Ended ended = command.run("results", "export", run.toString());
    assertThat(ended.code()).isZero();
    assertThat(names(ended)).containsExactly("tidy.csv", "quantiles.csv", "dictionary.csv");
    assertThat(run.resolve("export/tidy.csv")).exists();
    Path trials = new RunFolder(run).trials();
    Files.writeString(trials, Files.readString(trials).lines().findFirst().orElseThrow() + "\n");
    MedchainTest.refused(
        command.run("results", "export", run.toString()),
        trials + ": no trial has a result yet; there is nothing to write");
    MedchainTest.refused(
        command.run("results", "export", root.resolve("none").toString()),
        root.resolve("none") + ": there is no such folder; the folder of a run is wanted");
    Path file = Files.writeString(root.resolve("file"), "");
    MedchainTest.refused(
        command.run("results", "export", QUICKSTART.toString(), "--out", file.toString()),
        file + ": this is not a folder, so no results can be written there");
  }
}
