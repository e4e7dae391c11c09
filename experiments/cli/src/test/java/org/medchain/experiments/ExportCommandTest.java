package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;

/** EXP-28: other programs read a run without knowing this one. */
class ExportCommandTest {
  private static final Path EXPERIMENTS = Repository.file("experiments");
  private static final Path QUICKSTART = EXPERIMENTS.resolveSibling("results/quickstart");

  @TempDir Path root;
  private CommandFixture command;
  private Path out;

  @BeforeEach
  void makeProject() throws IOException {
    command = new CommandFixture(root, FakeTrials::run);
    out = root.resolve("new/folder");
  }

  private static List<CSVRecord> read(Path file) throws IOException {
    CSVFormat head = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(Files.readString(file), head)) {
      return parser.getRecords();
    }
  }

  private void export(Path run) {
    Ended ended = command.run("results", "export", run.toString(), "--out", out.toString());
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().lines().map(Path::of).map(Path::getFileName).map(Path::toString))
        .containsExactly("tidy.csv", "quantiles.csv", "dictionary.csv");
  }

  @Test
  void theTidyTableHasWhatTheTrialsHave() throws Exception {
    export(QUICKSTART);
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
    export(QUICKSTART);
    RunFolder folder = new RunFolder(QUICKSTART);
    List<CellSummary> cells = CellSummary.of(WholeTrials.read(folder.trials()), folder::latencies);
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

  @Test
  void theDictionaryNamesEachColumnOfTheOthers() throws Exception {
    export(QUICKSTART);
    List<CSVRecord> dictionary = read(out.resolve("dictionary.csv"));
    for (String file : List.of("tidy.csv", "quantiles.csv")) {
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
          case "number" -> "[0-9].*|NA";
          case "boolean" -> "true|false|NA";
          default -> "(?s).*";
        };
    assertThat(lines).as(name).allSatisfy(line -> assertThat(line.get(name)).matches(wanted));
    boolean isNumber = entry.get("type").matches("integer|number");
    assertThat(entry.get("unit").equals("NA")).as(name).isEqualTo(!isNumber);
  }

  @Test
  void aRunWithoutAnyTrialIsRefused() throws Exception {
    Path config = command.config(CommandFixture.CONFIG);
    assertThat(command.run("run", config.toString()).code()).isZero();
    Path run = command.onlyRun();
    assertThat(command.run("results", "export", run.toString()).code()).isZero();
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
