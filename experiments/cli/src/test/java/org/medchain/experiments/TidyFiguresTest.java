package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.report.RunReport;
import org.medchain.experiments.report.ShortIntervals;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.WholeTrials;
import tools.jackson.databind.json.JsonMapper;

/** EXP-45: scripts and a notebook draw the report's figures again from the tables alone. */
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
}
