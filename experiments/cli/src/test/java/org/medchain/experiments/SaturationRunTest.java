package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medchain.experiments.MedchainTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.execution.TrialFunction;
import org.medchain.experiments.reference.ResultFiles;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.RepeatEstimate.ErrorBarKind;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.StepsFile;
import org.medchain.experiments.results.StoppingRule;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** EXP-29: what a run that searches for saturation leaves behind. */
class SaturationRunTest {
  private static final String CONFIG =
      """
      name: sat
      protocols: [pbft, pow]
      nodes: [4, 16]
      repeats: 2
      workload: {kind: saturation, rate_tps: 1, saturation: {shares: [0.5, 0.25]}}
      """;

  @TempDir Path root;
  private final AtomicInteger ran = new AtomicInteger();
  private CommandFixture command;
  private String config;

  @BeforeEach
  void makeProject() throws IOException {
    command = CommandFixture.counting(root, ran, FakeSearches::run);
    config = command.config(CONFIG).toString();
  }

  private RunFolder ranOnce() throws IOException {
    Ended ended = command.run("run", config);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("saturation tx/s");
    return new RunFolder(command.onlyRun());
  }

  @Test
  void everyStepIsInTheTable() throws Exception {
    RunFolder folder = ranOnce();
    Map<Integer, List<SaturationStep>> steps = StepsFile.read(folder.steps());
    List<TrialRow> rows = WholeTrials.read(folder.trials());
    assertThat(rows).hasSize(8);
    for (TrialRow row : rows) {
      List<SaturationStep> own = steps.get(row.trial());
      assertThat(row.number(TrialColumn.STEPS)).hasValue(own.size());
      double capacityTps = row.cell().protocol().equals("pbft") ? 4000.0 / row.cell().nodes() : 5;
      double saturationTps = row.number(TrialColumn.SATURATION_TPS).orElseThrow();
      assertThat(saturationTps).isCloseTo(capacityTps, within(0.1 * capacityTps));
      assertThat(row.number(TrialColumn.SATURATION_LOW_TPS).orElseThrow())
          .isCloseTo(saturationTps, within(1e-9));
      assertThat(row.number(TrialColumn.THROUGHPUT_TPS).orElseThrow())
          .isBetween(0.9 * capacityTps, capacityTps);
      assertThat(own.stream().flatMap(step -> step.share().stream().boxed()))
          .containsExactly(0.5, 0.25, 1.0);
      long messages = own.stream().mapToLong(SaturationStep::messages).sum();
      assertThat(row.count(TrialColumn.MESSAGES_DELIVERED)).isEqualTo(messages);
    }
    assertThat(Files.readAllLines(folder.steps()).getFirst())
        .startsWith("trial,protocol,nodes,fault,fault_rate,repeat,step,purpose,share,rate_tps,");
  }

  @Test
  void thePageHasTheTableAndTheFigures() throws Exception {
    RunFolder folder = ranOnce();
    String page = Files.readString(folder.page());
    assertThat(page)
        .contains("<h2 id=\"saturation\">Saturation</h2>", "at least 95 % of the requests offered")
        .contains("p50 s at 25 %", "p99 s at 100 %", "href=\"../steps.csv\"")
        .contains("Each trial is at the highest rate that its search found to be sustained.")
        .contains("Not compared: the rows of this run are of loads at saturation")
        .doesNotContain("NaN");
    assertThat(folder.report().resolve("figures/latency-throughput-crash.svg")).isNotEmptyFile();
    assertThat(folder.report().resolve("figures/latency-load-crash.svg")).isNotEmptyFile();
    List<String> table = Files.readAllLines(folder.report().resolve("saturation.csv"));
    // Four cells, at two shares and at saturation each.
    assertThat(table).hasSize(1 + 4 * 3);
    assertThat(table.get(1)).startsWith("pbft,4,crash,0.0,0.25,0.001,,").contains(",2,0.25,");
    Files.delete(folder.page());
    assertThat(command.run("report", folder.path().toString()).code()).isZero();
    assertThat(Files.readString(folder.page())).isEqualTo(page);
  }

  /** Repeats that end at different rates have different loads, whose requests are no one sample. */
  @Test
  void percentilesOfDifferentRatesAreNotPooled() throws Exception {
    assertThat(medianOf((cell, hook) -> FakeSearches.run(cell, hook, 100)).bar())
        .isEqualTo(ErrorBarKind.RANGE);
    RepeatEstimate apart =
        medianOf((cell, hook) -> FakeSearches.run(cell, hook, 100.0 * cell.repeat()));
    assertThat(apart.bar()).isEqualTo(ErrorBarKind.CONFIDENCE);
  }

  private RepeatEstimate medianOf(TrialFunction searches) throws Exception {
    new CommandFixture(root, searches).run("run", config, "--force");
    RunFolder folder = new RunFolder(command.onlyRun());
    return CellSummary.of(WholeTrials.read(folder.trials()), folder::latencies, StoppingRule.NONE)
        .getFirst()
        .estimate(TrialColumn.LATENCY_P50_MS);
  }

  /** EXP-14: a trial without its steps runs again; a torn table is mended. */
  @Test
  void aTrialWithoutItsStepsRunsAgain() throws Exception {
    RunFolder folder = ranOnce();
    String whole = Files.readString(folder.steps());
    String torn = whole.substring(0, whole.length() - 40);
    Files.writeString(folder.steps(), torn);
    assertThat(command.run("run", config).err())
        .isEqualTo("7 of 8 trials have a result already; --force runs them again\n");
    assertThat(ran).hasValue(9);
    assertThat(Files.readString(folder.steps())).isEqualTo(whole);
    Files.delete(folder.steps());
    command.run("run", config);
    assertThat(ran).hasValue(17);
    assertThat(Files.readString(folder.steps())).isEqualTo(whole);
    Files.writeString(folder.steps(), whole.replaceFirst("ladder", "stairs"));
    refused(command.run("report", folder.path().toString()), folder.steps() + ":2: not a row");
  }

  @Test
  void stepsAreExportedToo() throws Exception {
    RunFolder folder = ranOnce();
    Path out = root.resolve("export");
    Ended ended =
        command.run("results", "export", folder.path().toString(), "--out", out.toString());
    assertThat(ended.code()).as(ended.err()).isZero();
    List<String> lines = Files.readAllLines(out.resolve("steps.csv"));
    assertThat(lines).hasSameSizeAs(Files.readAllLines(folder.steps()));
    assertThat(lines.get(1)).startsWith("sat,simulation,1,pbft,4,crash,0.0,1,1,ladder,NA,1.0,true");
    assertThat(Files.readString(out.resolve("dictionary.csv")))
        .contains("steps.csv,rate_tps,number,requests/s,0 of ");
  }

  @Test
  void jsonNamesTheTableOfSteps() {
    JsonNode json = JsonMapper.shared().readTree(command.run("run", config, "--json").out());
    assertThat(Path.of(json.path("paths").path("steps").asString())).exists();
    assertThat(json.path("trials").get(0).path("steps").isIntegralNumber()).isTrue();
    assertThat(json.path("trials").get(0).path("saturation_tps").isNumber()).isTrue();
  }

  private String stateAfter(String file, UnaryOperator<String> edit) throws IOException {
    Path folder = root.resolve("results/sat");
    Path manifest = folder.resolve("manifest.json");
    String told = Files.readString(manifest);
    String text = Files.readString(folder.resolve(file));
    Files.writeString(folder.resolve(file), edit.apply(text));
    String hash = "{\"files_hash\": \"%s\",".formatted(ResultFiles.hash(folder));
    Files.writeString(manifest, told.replaceFirst("\\{", hash));
    String state = command.run("results", "--check").out().lines().toList().get(1);
    Files.writeString(folder.resolve(file), text);
    Files.writeString(manifest, told);
    return state;
  }

  /** RES-1: what a search decided follows from its steps, and the report's tables from its row. */
  @Test
  void aSearchThatWouldDecideOtherwiseIsStale() throws Exception {
    Files.move(ranOnce().path(), root.resolve("results/sat"));
    assertThat(stateAfter("trials.csv", text -> text)).contains(" fresh");
    assertThat(stateAfter("report/saturation.csv", text -> text.replace(",1000.0,", ",999.0,")))
        .endsWith("report/saturation.csv is not what its rows give");
    Files.delete(root.resolve("results/sat/report/saturation.csv"));
    assertThat(stateAfter("steps.csv", text -> text.replace(",confirmation,", ",ladder,")))
        .contains(" stale ")
        .endsWith(" takes other steps");
    UnaryOperator<String> lower =
        text -> text.replace(",1000.0,1000.0,1000.0,", ",1000.0,999.0,1000.0,");
    assertThat(stateAfter("trials.csv", lower)).endsWith(" gives another row");
    command =
        new CommandFixture(
            root, (cell, hook) -> FakeSearches.run(cell, hook, FakeSearches.capacityTps(cell) / 2));
    assertThat(stateAfter("trials.csv", text -> text)).contains(" stale ");
  }
}
