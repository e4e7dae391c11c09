package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialEffort;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.execution.TrialFunction;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run costs, before it starts (EXP-43), and the order of its trials (EXP-44). */
class CostCommandTest {
  private static final int TRIALS = 8;

  @TempDir Path root;
  private final List<TrialCell> ran = Collections.synchronizedList(new ArrayList<>());
  private CommandFixture command;
  private String config;

  @BeforeEach
  void makeProject() throws IOException {
    command = with(FakeTrials::run);
    config = command.config(CommandFixture.CONFIG).toString();
  }

  private CommandFixture with(TrialFunction trials) throws IOException {
    return new CommandFixture(
        root,
        (trial, hook) -> {
          ran.add(trial);
          return trials.run(trial, hook);
        });
  }

  private static JsonNode json(Ended ended) {
    assertThat(ended.code()).isZero();
    return JsonMapper.shared().readTree(ended.out());
  }

  @Test
  void checkAndDryRunSayWhatARunCosts() {
    assertThat(command.run("check", config).out())
        .containsPattern(
            "# trials     8\n# CPU time   [0-9.]+ ± [0-9.]+ min \\(95 %\\)\n# wall time ")
        .contains("# disk       2 MiB\n");
    JsonNode cost = json(command.run("run", config, "--dry-run", "--json"));
    assertThat(ran).isEmpty();
    assertThat(cost.path("trials").asInt()).isEqualTo(TRIALS);
    assertThat(cost.path("cpu_min").asDouble()).isPositive();
    assertThat(cost.path("error_share").asDouble()).isPositive();
    assertThat(json(command.run("check", config, "--json")).at("/cost/disk_mib"))
        .isEqualTo(cost.path("disk_mib"));
    assertThat(command.run("run", config, "--dry-run", "--threads", "1").out())
        .containsPattern("wall time  .* on 1 thread\n");
    assertThat(root.resolve("results")).doesNotExist();
  }

  /** Where repeats end when means are narrow (CMP-59), the cost has a lower and an upper end. */
  @Test
  void repeatsUntilNarrowCostAtMostAllOfThem() throws Exception {
    CommandFixture noisy = with(FakeTrials::noisy);
    String until =
        noisy
            .config(
                CommandFixture.CONFIG.replace(
                    "repeats: 2", "repeats: {min: 3, max: 12, until: {latency_p50_ms: 5 %}}"))
            .toString();
    String minutes = " +[0-9.]+ ± [0-9.]+ min \\(95 %\\), at most [0-9.]+";
    Function<String, String> lines =
        start ->
            String.join(
                "\n" + start,
                start + "trials     12, at most 48",
                "CPU time" + minutes,
                "wall time" + minutes + " on ");
    assertThat(noisy.run("check", until).out()).containsPattern(lines.apply("# "));
    assertThat(noisy.run("run", until, "--dry-run").out()).containsPattern("^" + lines.apply(""));
    for (JsonNode cost :
        List.of(
            json(noisy.run("check", until, "--json")).path("cost"),
            json(noisy.run("run", until, "--dry-run", "--json")))) {
      assertThat(cost.path("trials").asInt()).isEqualTo(12);
      assertThat(cost.at("/at_most/trials").asInt()).isEqualTo(48);
      for (String part : List.of("cpu_min", "wall_min", "disk_mib")) {
        assertThat(cost.at("/at_most/" + part).asDouble())
            .isGreaterThan(cost.path(part).asDouble());
      }
      assertThat(cost.at("/at_most/at_most").isNull()).isTrue();
    }
    assertThat(noisy.run("run", until).code()).isZero();
    JsonNode ended = json(noisy.run("run", until, "--dry-run", "--json"));
    assertThat(ended.path("trials").asInt(-1)).isZero();
    assertThat(ended.path("at_most").isNull()).isTrue();
  }

  @Test
  void whatRanIsKnownAndNotRunAgain() throws Exception {
    assertThat(command.run("run", config, "--threads", "1").code()).isZero();
    List<TrialCell> order = List.copyOf(ran);
    assertThat(order)
        .hasSize(TRIALS)
        .isSortedAccordingTo(
            Comparator.comparingInt(TrialCell::repeat)
                .thenComparingDouble(each -> -TrialEffort.of(each).seconds()));
    assertThat(order.getFirst().number()).isNotEqualTo(1);
    Path run = command.onlyRun();
    assertThat(TrialsFile.read(run.resolve("trials.csv"), torn -> {}))
        .map(TrialRow::trial)
        .isSorted();

    JsonNode left = json(command.run("run", config, "--dry-run", "--json"));
    assertThat(left.path("trials").asInt(-1)).isZero();
    JsonNode again = json(command.run("run", config, "--dry-run", "--force", "--json"));
    assertThat(again.path("trials").asInt()).isEqualTo(TRIALS);
    assertThat(ran).hasSize(TRIALS);
  }

  @Test
  void wrongOptionsAreRefused() throws IOException {
    MedchainTest.refused(
        command.run("run", config, "--dry-run", "--engine", "spark"), "medchain run: --dry-run is");
    String wrong =
        Files.writeString(root.resolve("w.yaml"), "name: w\nprotocols: [pbft]\nnodes: [3]\n")
            .toString();
    MedchainTest.refused(command.run("run", wrong, "--dry-run"), wrong + ":3: nodes[0] is 3");
    assertThat(root.resolve("results")).doesNotExist();
  }
}
