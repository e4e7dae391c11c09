package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;
import org.xml.sax.InputSource;

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

  /** The examples for readers, in their languages. */
  @ParameterizedTest
  @CsvSource({"python3, throughput.py, svg", "Rscript, throughput.R, pdf"})
  void theExamplesPrintAndDrawWhatTheTrialsSay(String interpreter, String script, String format)
      throws Exception {
    export(QUICKSTART);
    List<String> lines = printed(interpreter, script, 0, out.toString());
    assertThat(lines.getFirst())
        .isEqualTo(
            "protocol nodes fault fault_rate throughput_tps tps_low tps_high"
                + " p50_ms p50_low p50_high repeats");
    List<String> cells = lines.stream().skip(1).filter(line -> !line.startsWith("#")).toList();
    assertThat(cells.stream().map(line -> line.replaceFirst("(?: \\S+){4}$", "")))
        .containsExactlyElementsOf(meanThroughputs());
    assertThat(cells).anyMatch(line -> line.endsWith(" NA NA NA 3")).allSatisfy(this::hasRange);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("# Every request became final in every cell that was to"))
        .anyMatch(line -> line.contains("experiments/configs/saturation.yaml"));
    Path drawn = out.resolve("throughput." + format);
    assertThat(lines.getLast()).isEqualTo("# drawn: " + drawn);
    assertThat(Files.size(drawn)).isGreaterThan(1000);
  }

  /** A median of all repeats is between the least and the greatest of theirs. */
  private void hasRange(String line) {
    String[] words = line.split(" ", -1);
    assertThat(words).hasSize(11);
    if (!words[7].equals("NA")) {
      assertThat(Double.parseDouble(words[7]))
          .isBetween(Double.parseDouble(words[8]), Double.parseDouble(words[9]));
    }
  }

  /** What sustains less than the load is no place for the hint, nor is a search for saturation. */
  @ParameterizedTest
  @CsvSource({"python3, throughput.py", "Rscript, throughput.R"})
  void theExamplesHintAtSaturationOnlyWhereTheLoadWasCarried(String interpreter, String script)
      throws Exception {
    export(QUICKSTART.resolveSibling("saturation"));
    String figure = root.resolve("figure").toString();
    assertThat(printed(interpreter, script, 0, out.toString(), figure))
        .noneMatch(line -> line.contains("Every request"))
        .endsWith("# drawn: " + figure);
    assertThat(printed(interpreter, script, 2, root.toString()))
        .containsExactly(
            "usage: %s EXPORT_DIR [%s_FILE]; EXPORT_DIR is what 'medchain results export' wrote"
                .formatted(script, script.endsWith("R") ? "PDF" : "SVG"));
  }

  /** The figure of the one that needs no library is read as XML: a point and its bar a value. */
  @Test
  void theFigureHasAPointForEachValueAndABarForEachInterval() throws Exception {
    export(QUICKSTART);
    printed("python3", "throughput.py", 0, out.toString());
    String svg = Files.readString(out.resolve("throughput.svg"));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    // 32 cells; the 4 without a quorum have no latency.
    assertThat(svg.split("<circle", -1)).hasSize(1 + 32 + 28);
    assertThat(svg.split("stroke-width=\"2\"", -1)).hasSize(1 + 32 + 28);
  }

  private List<String> printed(String interpreter, String script, int exit, String... arguments)
      throws Exception {
    Assumptions.assumeTrue(
        isThere(interpreter), () -> interpreter + " is not installed: " + script + " is not run");
    Path printed = root.resolve("printed");
    List<String> words = new ArrayList<>();
    words.add(interpreter);
    words.add(EXPERIMENTS.resolve("analysis").resolve(script).toString());
    words.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    List<String> lines = Files.readAllLines(printed);
    assertThat(process.exitValue()).as("%s", lines).isEqualTo(exit);
    return lines;
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static List<String> meanThroughputs() throws Exception {
    Map<String, List<Double>> cells = new TreeMap<>();
    for (TrialRow row : WholeTrials.read(new RunFolder(QUICKSTART).trials())) {
      if (row.number(TrialColumn.THROUGHPUT_TPS).isPresent()) {
        String cell =
            String.format(
                Locale.ROOT,
                "%s %4d %s %.2f",
                row.text(TrialColumn.PROTOCOL),
                row.cell().nodes(),
                row.text(TrialColumn.FAULT),
                row.cell().faultRate());
        cells
            .computeIfAbsent(cell, key -> new ArrayList<>())
            .add(row.number(TrialColumn.THROUGHPUT_TPS).getAsDouble());
      }
    }
    return cells.entrySet().stream()
        .map(cell -> cell.getKey().replaceAll(" +", " ") + withInterval(cell.getValue()))
        .toList();
  }

  /** Three repeats, by Student's t with two degrees of freedom. */
  private static String withInterval(List<Double> repeats) {
    assertThat(repeats).hasSize(3);
    double mean = repeats.stream().mapToDouble(each -> each).average().orElseThrow();
    double squares = repeats.stream().mapToDouble(each -> Math.pow(each - mean, 2)).sum();
    double half = 4.302653 * Math.sqrt(squares / 2) / Math.sqrt(3);
    return String.format(Locale.ROOT, " %.3f %.3f %.3f", mean, mean - half, mean + half);
  }
}
