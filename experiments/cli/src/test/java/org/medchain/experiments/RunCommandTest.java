package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.TerminalTable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run does and leaves behind, with made-up trials (EXP-3, EXP-6, EXP-8, EXP-9, EXP-11). */
class RunCommandTest {
  @TempDir Path root;
  private final AtomicInteger ran = new AtomicInteger();
  private CommandFixture command;
  private String config;

  @BeforeEach
  void makeProject() throws IOException {
    command = CommandFixture.counting(root, ran, FakeTrials::run);
    config = command.config(CommandFixture.CONFIG).toString();
  }

  @Test
  void runWritesTheDocumentedFiles() throws IOException {
    Ended ended = command.run("run", config);
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    Path folder = command.onlyRun();
    assertThat(folder.getFileName().toString()).matches("q-[0-9a-f]{8}-[0-9a-f]{8}");
    List<String> table = Files.readAllLines(folder.resolve("trials.csv"));
    assertThat(table.getFirst())
        .startsWith(
            "trial,protocol,nodes,faulty,fault,fault_rate,repeat,seed,expected_live,submitted,"
                + "committed,uncommitted,drained,throughput_tps,offered_tps,window_s,latency_p50_ms,latency_p90_ms,"
                + "latency_p99_ms,latency_max_ms,messages_per_tx,bytes_per_tx,hashes_per_tx,"
                + "view_changes,forks,stale_rate,agreement_violations,verdict,");
    assertThat(table.getFirst())
        .isEqualTo(String.join(",", TrialColumn.headers(TrialColumn.all(Set.of()))));
    assertThat(table).hasSize(9);
    assertThat(ended.out())
        .contains("8 trials: 8 live as promised")
        .contains("p99: How far a simulated 99th percentile is")
        .contains("Report: " + folder.resolve("report").resolve("index.html"));
    assertThat(ended.out())
        .startsWith("Answer:")
        .containsSubsequence(
            "Answer:", "Valid when:", "Not shown:", "verdict", "final: PBFT f + 1");
    assertThat(ended.out().lines().filter(line -> !line.startsWith("Report:")))
        .as("EXP-35")
        .allMatch(line -> line.length() <= TerminalTable.WIDTH);
    assertThat(folder.resolve("report/index.html"))
        .content()
        .doesNotContain("dishonest", "aturation", "day_");
    assertThat(folder.resolve("steps.csv")).doesNotExist();
    for (int trial = 1; trial <= 8; trial++) {
      assertThat(new RunFolder(folder).histogram(trial)).exists();
    }
    // What ran, with all its defaults, is a config that can be run.
    assertThat(command.run("check", folder.resolve("config.yaml").toString()).code()).isZero();
    JsonNode manifest = JsonMapper.shared().readTree(folder.resolve("manifest.json").toFile());
    for (String field :
        List.of(
            "config", "config_hash", "code_hash", "seeds", "jdk", "os", "cpu", "start", "end")) {
      assertThat(manifest.has(field)).as(field).isTrue();
    }
    assertThat(manifest.path("command_line").asString()).isEqualTo("medchain run " + config);
    assertThat(manifest.path("trials_finished").asInt()).isEqualTo(8);
  }

  /** ENG-1: before anything is made. */
  @Test
  void anEngineThatIsNotThereIsRefused() {
    for (List<String> words : List.of(List.of("--engine", "warp"), List.of("--master", "local"))) {
      Ended ended = command.run("run", config, words.getFirst(), words.getLast());
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.errLines()).singleElement().asString().contains("--engine", "spark");
    }
    assertThat(ran).hasValue(0);
    assertThat(root.resolve("results")).doesNotExist();
  }

  @Test
  void stdoutHoldsTheJsonAlone() {
    Ended ended = command.run("run", config, "--json");
    JsonNode json = JsonMapper.shared().readTree(ended.out());
    assertThat(json.path("trials").size()).isEqualTo(8);
    assertThat(json.path("cells").size()).isEqualTo(4);
    assertThat(json.path("trials").get(0).propertyNames())
        .containsExactlyElementsOf(TrialColumn.headers(TrialColumn.all(Set.of())));
    assertThat(json.path("trials").get(0).path("view_changes").isIntegralNumber()).isTrue();
    assertThat(json.path("trials").get(1).path("view_changes").isNull()).isTrue();
    assertThat(json.path("trials").get(0).path("expected_live").isBoolean()).isTrue();
    assertThat(json.path("summary").path("pass").asInt()).isEqualTo(8);
    assertThat(Path.of(json.path("paths").path("report").asString())).exists();
  }

  @Test
  void failingVerdictIsExitCodeOne() throws IOException {
    CommandFixture failing = new CommandFixture(root, FakeTrials::failing);
    Ended ended = failing.run("run", config);
    assertThat(ended.code()).isEqualTo(Medchain.FAILED);
    assertThat(ended.out()).contains("8 trials: 8 promise broken");
    assertThat(ended.errLines())
        .hasSize(8)
        .allMatch(line -> line.matches("trial . .*: fail: two blocks at height 3"));
  }

  @Test
  void trialThatBreaksLeavesTheOthersAndItsTrace() throws IOException {
    CommandFixture breaking =
        new CommandFixture(
            root,
            (trial, hook) -> {
              if (trial.number() == 3) {
                throw new IllegalStateException("boom\nboom");
              }
              return FakeTrials.run(trial, hook);
            });
    Ended ended = breaking.run("run", config);
    assertThat(ended.code()).isEqualTo(Medchain.FAILED);
    assertThat(ended.out()).contains("7 of 8 trials: 7 live as promised");
    assertThat(ended.errLines()).hasSize(1);
    assertThat(ended.err())
        .startsWith("trial 3 (pbft, 4 nodes, crash 0.0, seed ")
        .contains("no result: java.lang.IllegalStateException: boom boom; see ");
    assertThat(Files.readString(new RunFolder(command.onlyRun()).error(3))).contains("\tat ");
    // The next run makes up for it.
    assertThat(command.run("run", config).code()).isZero();
    assertThat(ran).hasValue(1);
  }
}
