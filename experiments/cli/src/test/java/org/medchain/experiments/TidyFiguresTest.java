package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.report.RunReport;
import org.medchain.experiments.report.ShortIntervals;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.WholeTrials;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The examples that read a run in R and Python say what its trials say (EXP-28); scripts and a
 * notebook draw the report's figures again from the tables alone (EXP-45).
 */
@Tag("process")
class TidyFiguresTest {
  private static final Path RESULTS = Repository.file("results");

  /** Runs the code of the notebook, cell by cell; with "parse" it only reads it. */
  private static final String RUNNER =
      """
      import ast, json, sys
      sys.path.insert(0, ".")
      with open("figures.ipynb", encoding="utf-8") as file:
          cells = json.load(file)["cells"]
      code = [cell for cell in cells if cell["cell_type"] == "code"]
      assert code and not any(cell["outputs"] or cell["execution_count"] for cell in code)
      names = {}
      for number, cell in enumerate(code):
          text = "".join(cell["source"])
          ast.parse(text)
          if sys.argv[1] == "run":
              exec(compile(text, f"cell {number}", "exec"), names)
      """;

  @TempDir static Path home;
  private static final Map<String, List<ResultFigure>> FIGURES = new HashMap<>();

  @TempDir Path root;

  /** Once: reading a run's histograms costs more than all else here. */
  @BeforeAll
  static void exportRuns() throws Exception {
    Path project = Files.createDirectories(home.resolve("project"));
    CommandFixture command = new CommandFixture(project, FakeTrials::run);
    // What stands beside a sweep over crashes (EXP-37).
    Path beside =
        Files.createSymbolicLink(
            Files.createDirectories(project.resolve("results")).resolve("frontier"),
            RESULTS.resolve("frontier"));
    ShortIntervals shorter = ShortIntervals.ofProject(project);
    for (String name :
        List.of("quickstart", "frontier", "saturation", "dishonest", "attack", "pbft-100")) {
      String run = RESULTS.resolve(name).toString();
      Ended ended = command.run("results", "export", run, "--tidy", "--out", export(name));
      assertThat(ended.code()).as(ended.err()).isZero();
      RecordedRun read = WholeTrials.run(RESULTS.resolve(name));
      FIGURES.put(name, RunReport.figures(read, read.cells(), shorter));
    }
    Files.delete(beside);
  }

  private static String export(String name) {
    return home.resolve(name).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"quickstart", "frontier", "saturation", "dishonest", "attack", "pbft-100"})
  void theScriptGivesTheSeriesOfTheReport(String name) throws Exception {
    ScriptRun read = ScriptRun.of(root, Map.of(), "python3", "tidy.py", export(name));
    assertThat(read.err()).isEmpty();
    assertThat(read.exit()).isZero();
    assertThat(DrawnPoints.ofJson(JsonMapper.shared().readTree(String.join("\n", read.out()))))
        .isEqualTo(DrawnPoints.of(FIGURES.get(name)));
  }

  @ParameterizedTest
  @CsvSource({"python3, tidy.py, ''", "Rscript, figures.R, ' [PDF_FILE]'"})
  void anotherFolderIsRefused(String interpreter, String script, String more) throws Exception {
    ScriptRun refused = ScriptRun.of(root, Map.of(), interpreter, script, root.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .containsExactly(
            "usage: %s EXPORT_DIR%s; EXPORT_DIR is what 'medchain results export --tidy' wrote"
                .formatted(script, more));
  }

  @Test
  void theNotebookIsPythonWithoutOutputs() throws Exception {
    ScriptRun read = ScriptRun.of(root, Map.of(), "python3", "-c", RUNNER, "parse");
    assertThat(read.exit()).as("%s", read).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "saturation"})
  void theNotebookDrawsEachFigure(String name) throws Exception {
    ScriptRun there = ScriptRun.of(root, Map.of(), "python3", "-c", "import pandas, matplotlib");
    Assumptions.assumeTrue(
        there.exit() == 0, "pandas or matplotlib is not installed: figures.ipynb is only read");
    ScriptRun drawn =
        ScriptRun.of(
            root,
            Map.of("EXPORT_DIR", export(name), "MPLBACKEND", "Agg", "MPLCONFIGDIR", "" + root),
            "python3",
            "-c",
            RUNNER,
            "run");
    assertThat(drawn.exit()).as("%s", drawn).isZero();
    for (ResultFigure figure : FIGURES.get(name)) {
      assertThat(Files.size(home.resolve(name).resolve(figure.id() + ".png")))
          .isGreaterThan(10_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "saturation", "attack"})
  void theScriptInRDrawsEachFigure(String name) throws Exception {
    Path file = root.resolve("figures.pdf");
    ScriptRun drawn = ScriptRun.of(root, Map.of(), "Rscript", "figures.R", export(name), "" + file);
    assertThat(drawn.exit()).as("%s", drawn).isZero();
    List<String> names =
        FIGURES.get(name).stream().map(figure -> "# drawn: " + figure.id()).toList();
    assertThat(drawn.out()).startsWith(names.toArray(String[]::new)).endsWith("# in: " + file);
    assertThat(Files.size(file)).isGreaterThan(10_000);
  }

  /** The examples for readers, in their languages. */
  @ParameterizedTest
  @CsvSource({"python3, throughput.py, svg", "Rscript, throughput.R, pdf"})
  void theExamplesPrintAndDrawWhatTheTrialsSay(String interpreter, String script, String format)
      throws Exception {
    List<String> lines = printed(interpreter, script, 0, export("quickstart"));
    assertThat(lines.getFirst())
        .isEqualTo(
            "protocol nodes fault fault_rate throughput_tps tps_low tps_high"
                + " p50_ms p50_low p50_high repeats");
    List<String> cells = lines.stream().skip(1).filter(line -> !line.startsWith("#")).toList();
    assertThat(cells.stream().map(line -> line.replaceFirst("(?: \\S+){4}$", "")))
        .containsExactlyElementsOf(meanThroughputs());
    assertThat(cells)
        .anyMatch(line -> line.endsWith(" NA NA NA 3"))
        .allSatisfy(TidyFiguresTest::hasRange);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("# Every request became final in every cell that was to"))
        .anyMatch(line -> line.contains("experiments/configs/saturation.yaml"));
    Path drawn = home.resolve("quickstart").resolve("throughput." + format);
    assertThat(lines.getLast()).isEqualTo("# drawn: " + drawn);
    assertThat(Files.size(drawn)).isGreaterThan(1000);
  }

  /** A median of all repeats is between the least and the greatest of theirs. */
  private static void hasRange(String line) {
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
    String figure = root.resolve("figure").toString();
    assertThat(printed(interpreter, script, 0, export("saturation"), figure))
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
    printed("python3", "throughput.py", 0, export("quickstart"));
    String svg = Files.readString(home.resolve("quickstart").resolve("throughput.svg"));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    // 30 cells; the 4 without a quorum have no latency.
    assertThat(svg.split("<circle", -1)).hasSize(1 + 30 + 26);
    assertThat(svg.split("stroke-width=\"2\"", -1)).hasSize(1 + 30 + 26);
  }

  private List<String> printed(String interpreter, String script, int exit, String... arguments)
      throws Exception {
    List<String> words = new ArrayList<>(List.of(interpreter, script));
    words.addAll(List.of(arguments));
    ScriptRun run = ScriptRun.of(root, Map.of(), words.toArray(String[]::new));
    assertThat(run.exit()).as("%s", run).isEqualTo(exit);
    return Stream.concat(run.out().stream(), run.err().stream()).toList();
  }

  /** Three repeats each, with the interval that the report has. */
  private static List<String> meanThroughputs() throws Exception {
    return WholeTrials.run(RESULTS.resolve("quickstart")).cells().stream()
        .sorted(
            Comparator.comparing((CellSummary cell) -> cell.cell().protocol())
                .thenComparingInt(cell -> cell.cell().nodes())
                .thenComparingDouble(cell -> cell.cell().faultRate()))
        .map(
            cell -> {
              RepeatEstimate tps = cell.estimate(TrialColumn.THROUGHPUT_TPS);
              return String.format(
                  Locale.ROOT,
                  "%s %d %s %.2f %.3f %.3f %.3f",
                  cell.cell().protocol(),
                  cell.cell().nodes(),
                  cell.cell().fault(),
                  cell.cell().faultRate(),
                  tps.value().orElseThrow(),
                  tps.low().orElseThrow(),
                  tps.high().orElseThrow());
            })
        .toList();
  }

  /** A run of an example, where the machine has its interpreter. */
  private record ScriptRun(int exit, List<String> out, List<String> err) {
    static final Path EXAMPLES = Repository.file("experiments/analysis");

    /** In the examples' folder, with its output in another one. */
    static ScriptRun of(Path folder, Map<String, String> environment, String... words)
        throws Exception {
      Assumptions.assumeTrue(
          isThere(words[0]), () -> words[0] + " is not installed: " + words[1] + " is not run");
      List<String> command = new ArrayList<>(List.of(words));
      if (words[0].equals("python3")) {
        command.add(1, "-B");
      }
      File out = folder.resolve("out").toFile();
      File err = folder.resolve("err").toFile();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(EXAMPLES.toFile())
              .redirectOutput(out)
              .redirectError(err);
      builder.environment().putAll(environment);
      Process process = builder.start();
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      return new ScriptRun(
          process.exitValue(), Files.readAllLines(out.toPath()), Files.readAllLines(err.toPath()));
    }

    private static boolean isThere(String program) {
      return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
          .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
  }
}
