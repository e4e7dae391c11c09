package org.medchain.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.metrics.SaturationOutcome;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.results.HistogramLog;
import org.medchain.experiments.results.TrialRow;

/** ENG-2: the driver writes of what a worker sent the bytes that the worker would have written. */
class TrialResultJsonTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        WorkFixture.SMALL,
        """
        name: crashed
        protocols: [pbft, pow]
        nodes: [4]
        fault_rates: [0.5]
        workload: {rate_tps: 5, duration_s: 2, drain_s: 100}
        """,
        """
        name: search
        protocols: [pbft]
        nodes: [4]
        workload:
          kind: saturation
          rate_tps: 64
          saturation: {steps: 2, window_s: 1, shares: [0.5], resolution: 1}
        """,
        """
        name: day
        protocols: [pbft]
        nodes: [4]
        workload: {kind: day, scale: 0.02}
        """,
        """
        name: game
        protocols: [pbft]
        nodes: [4]
        game: {dishonest: [0.2], lazy: [0]}
        workload: {rate_tps: 5, duration_s: 3, drain_s: 600}
        """
      })
  void aResultIsTheSameAfterwards(String yaml) throws Exception {
    TrialRunner runner =
        new TrialRunner(
            SyntheticRecords.of(WorkFixture.INDEX, Files.readAllBytes(WorkFixture.INDEX)));
    for (TrialCell cell : WorkFixture.load(folder, yaml).grid()) {
      if (cell.repeat() == 1) {
        TrialResult result = runner.run(cell, TrialHook.NONE);
        TrialResult read = TrialResultJson.read(TrialResultJson.write(result), cell);
        assertThat(TrialRow.of(read)).isEqualTo(TrialRow.of(result));
        assertThat(read.saturation().map(SaturationOutcome::steps))
            .isEqualTo(result.saturation().map(SaturationOutcome::steps));
        assertThat(read.cell()).isEqualTo(result.cell());
        assertThat(log(read)).isEqualTo(log(result)).contains("HIST");
      }
    }
  }

  private String log(TrialResult result) throws Exception {
    Path file = folder.resolve("1.hlog");
    HistogramLog.write(file, result);
    return Files.readString(file);
  }
}
