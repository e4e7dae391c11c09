package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;

/**
 * The whole path with real replicas of both protocols: config to report, and the same rows a second
 * time.
 */
class SimulatedRunTest {
  @TempDir Path root;

  @Test
  void smallRunGivesTheSameRowsTwice() throws Exception {
    Path data = Repository.file("datasets/synthea-sample");
    TrialRunner runner = new TrialRunner(SyntheticRecords.read(data));
    CommandFixture command = new CommandFixture(root, runner::run);
    Path config =
        command.config(
            """
            name: small
            protocols: [pbft, pow]
            nodes: [4]
            fault_rates: [0, 0.5]
            repeats: 1
            workload: {rate_tps: 5, duration_s: 2, drain_s: 600}
            finality: {attacker_share: 0}
            pow: {block_interval_s: 2, confirmations: {floor: 2, cap: 3}}
            """);
    Ended ended = command.run("run", config.toString());
    assertThat(ended.complaints()).isEmpty();
    assertThat(ended.code()).isZero();
    List<String> rows = Files.readAllLines(command.onlyRun().resolve("trials.csv"));
    assertThat(rows).hasSize(5);
    assertThat(ended.out()).contains("4 trials: 1 halted as promised, 3 live as promised");
    assertThat(command.onlyRun().resolve("report").resolve("index.html"))
        .content()
        .contains("<svg", ">pbft<", ">pow<", ">halted as promised<");
    command.run("run", config.toString(), "--force", "--threads", "1");
    assertThat(Files.readAllLines(command.onlyRun().resolve("trials.csv"))).isEqualTo(rows);
  }

  /** CMP-47: the sample config does what its comment says. */
  @Test
  void retargetingBringsTheIntervalBack() throws Exception {
    Path data = Repository.file("datasets/synthea-sample");
    TrialRunner runner = new TrialRunner(SyntheticRecords.read(data));
    CommandFixture command = new CommandFixture(root, runner::run);
    Path config =
        command.config(
            Files.readString(Repository.file("experiments/configs/retarget.yaml"))
                .replace("repeats: 3", "repeats: 1"));
    Ended ended = command.run("run", config.toString(), "--wide");
    assertThat(ended.complaints()).isEmpty();
    assertThat(ended.out()).contains("1 trial: 1 live as promised", "late interval s");
    List<TrialRow> rows = WholeTrials.read(command.onlyRun().resolve("trials.csv"));
    for (TrialRow row : rows) {
      assertThat(row.number(TrialColumn.LATE_BLOCK_INTERVAL_S).orElseThrow()).isBetween(3.5, 6.5);
      assertThat(row.number(TrialColumn.LATE_DIFFICULTY).orElseThrow()).isBetween(90.0, 166.0);
    }
  }
}
