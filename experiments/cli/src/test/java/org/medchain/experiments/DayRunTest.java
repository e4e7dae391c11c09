package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialColumn.ColumnCondition;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.metrics.DayOutcome;
import org.medchain.comparison.metrics.StepOutcome;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.report.ComparisonReport;
import org.medchain.experiments.report.DayStepsSection;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.DayStepRow;
import org.medchain.experiments.results.HistogramLog;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;

/** EXP-33: what a run whose load is a day leaves behind. */
class DayRunTest {
  private static final String CONFIG =
      """
      name: day
      protocols: [pbft]
      nodes: [4]
      repeats: 2
      workload:
        kind: day
        scale: 0.5
      """;

  @TempDir Path root;
  private CommandFixture command;

  @BeforeEach
  void makeProject() throws IOException {
    command = new CommandFixture(root, DayRunTest::fake);
  }

  /** A made-up day of two uploads; in the second repeat one is lost. */
  private static TrialResult fake(TrialCell cell, TrialHook hook) {
    long[] latenciesUs = cell.repeat() == 1 ? new long[] {2000, 4000} : new long[] {3000};
    return FakeTrials.run(cell, hook)
        .with(
            new DayOutcome(
                List.of(
                    StepOutcome.of("upload", 2, 0, latenciesUs),
                    StepOutcome.of(DayOutcome.VISIT, 2, 0, latenciesUs))));
  }

  @Test
  void theStepsAreInTheTableTheLogsAndThePage() throws Exception {
    Ended ended = command.run("run", command.config(CONFIG).toString(), "--wide");
    assertThat(ended.code()).as("a lost step").isEqualTo(1);
    assertThat(ended.out()).contains("visit s", "lost");
    RunFolder folder = new RunFolder(command.onlyRun());
    List<TrialRow> rows = WholeTrials.read(folder.trials());
    assertThat(rows.get(0).text(TrialColumn.DAY_LOST)).isEqualTo("0");
    assertThat(rows.get(0).number(TrialColumn.DAY_VISIT_P50_MS)).hasValue(2);
    assertThat(rows.get(0).number(TrialColumn.DAY_VISIT_P99_MS)).hasValue(4);
    assertThat(rows.get(1).text(TrialColumn.DAY_LOST)).isEqualTo("1");
    assertThat(rows.get(1).text(TrialColumn.VERDICT)).isEqualTo("fail");
    assertThat(rows.get(1).text(TrialColumn.DAY_VISIT_P99_MS)).isEmpty();
    String page = Files.readString(folder.page());
    for (TrialColumn column : TrialColumn.values()) {
      if (column.condition() == ColumnCondition.DAY) {
        assertThat(page).contains("<th><code>" + column.header() + "</code></th>");
      }
    }
    Path log;
    try (Stream<Path> logs = Files.list(folder.path().resolve("histograms"))) {
      log = logs.sorted().findFirst().orElseThrow();
    }
    assertThat(Files.readString(log)).contains("Tag=upload,", "Tag=visit,");
    // Readers leave tagged intervals out of their sums.
    assertThat(HistogramLog.read(log).getTotalCount())
        .isEqualTo((long) rows.get(0).number(TrialColumn.MEASURED).orElseThrow());
  }

  /**
   * EXP-19: two repeats of two and one answered uploads of two, with medians of 2 and 3 ms, to
   * three digits; the one without an answer is later than any percentile over the median.
   */
  @Test
  void bothHostsStepsAreSideBySide() throws Exception {
    command.run("run", command.config(CONFIG).toString());
    RecordedRun run = WholeTrials.run(command.onlyRun());
    List<DayStepRow> rows = new ArrayList<>();
    for (String host : List.of("simulation", "cluster")) {
      rows.addAll(DayStepRow.of("day", host, run));
    }
    ComparisonReport report =
        new ComparisonReport(List.of(), new DayStepsSection(rows), "", "compare");
    report.write(root);
    assertThat(Files.readAllLines(root.resolve("day-steps.csv")))
        .startsWith(
            DayStepRow.COLUMNS.stream().map(CsvColumn::head).collect(Collectors.joining(",")))
        .contains(
            "day,simulation,upload,3,3.001,2.0,3.001,,,,1",
            "day,cluster,visit,3,3.001,2.0,3.001,,,,1")
        .hasSize(5);
    assertThat(HistogramLog.steps(root.resolve("day-steps.hlog")))
        .extracting(each -> each.getTag() + " " + each.getTotalCount())
        .contains("day:simulation:upload 3", "day:cluster:upload 3");
    assertThat(Files.readString(root.resolve("index.html")))
        .containsSubsequence("Steps of the day", "simulation", "cluster", "Without an answer: 2.");
    assertThat(report.lines()).filteredOn(line -> line.startsWith("day ")).hasSize(4);
  }
}
