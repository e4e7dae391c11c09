package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.WholeTrials;
import org.xml.sax.InputSource;

/** EXP-28: the examples that read a run in R and Python say what its trials say. */
@Tag("process")
class AnalysisExamplesTest {
  private static final Path RESULTS = Repository.file("results");

  @TempDir static Path home;
  private static Path quickstart;
  private static Path saturation;

  @TempDir Path root;

  /** Once: reading a run's histograms costs more than all else here. */
  @BeforeAll
  static void exportRuns() throws Exception {
    quickstart = exported("quickstart");
    saturation = exported("saturation");
  }

  private static Path exported(String name) throws Exception {
    Path out = home.resolve(name);
    Ended ended =
        new CommandFixture(Files.createDirectories(home.resolve("project")), FakeTrials::run)
            .run("results", "export", RESULTS.resolve(name).toString(), "--out", out.toString());
    assertThat(ended.code()).as(ended.err()).isZero();
    return out;
  }

  /** The examples for readers, in their languages. */
  @ParameterizedTest
  @CsvSource({"python3, throughput.py, svg", "Rscript, throughput.R, pdf"})
  void theExamplesPrintAndDrawWhatTheTrialsSay(String interpreter, String script, String format)
      throws Exception {
    List<String> lines = printed(interpreter, script, 0, quickstart.toString());
    assertThat(lines.getFirst())
        .isEqualTo(
            "protocol nodes fault fault_rate throughput_tps tps_low tps_high"
                + " p50_ms p50_low p50_high repeats");
    List<String> cells = lines.stream().skip(1).filter(line -> !line.startsWith("#")).toList();
    assertThat(cells.stream().map(line -> line.replaceFirst("(?: \\S+){4}$", "")))
        .containsExactlyElementsOf(meanThroughputs());
    assertThat(cells)
        .anyMatch(line -> line.endsWith(" NA NA NA 3"))
        .allSatisfy(AnalysisExamplesTest::hasRange);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("# Every request became final in every cell that was to"))
        .anyMatch(line -> line.contains("experiments/configs/saturation.yaml"));
    Path drawn = quickstart.resolve("throughput." + format);
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
    assertThat(printed(interpreter, script, 0, saturation.toString(), figure))
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
    printed("python3", "throughput.py", 0, quickstart.toString());
    String svg = Files.readString(quickstart.resolve("throughput.svg"));
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
}
