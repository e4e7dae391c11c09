package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;

/** A command that is told to stop keeps what it has (EXP-14): the real one, in a process. */
@Tag("process")
class InterruptionTest {
  private static final int TRIALS = 4000;

  // What it says has the same digits everywhere.
  private static final List<String> ARABIC = List.of("-Duser.language=ar", "-Duser.country=EG");

  @TempDir Path folder;

  @Test
  void interruptedRunKeepsItsTrials() throws Exception {
    Path config = folder.resolve("c.yaml");
    Files.writeString(
        config,
        String.format(
            Locale.ROOT,
            """
            name: long
            protocols: [pbft]
            nodes: [4]
            repeats: %d
            workload: {rate_tps: 5, duration_s: 2, drain_s: 600}
            """,
            TRIALS));
    try (RunProcess command = RunProcess.start(config, folder, ARABIC, List.of())) {
      RunFolder run = command.awaitRows(1);
      command.terminate();
      assertThat(command.awaitEnd()).isNotZero();
      List<TrialRow> rows = WholeTrials.read(run.trials());
      assertThat(rows).isNotEmpty().hasSizeLessThan(TRIALS);
      assertThat(rows).allMatch(row -> Files.exists(run.histogram(row.trial())));
      assertThat(command.err())
          .contains("Interrupted. " + rows.size() + " of " + TRIALS + " trials are kept; the same")
          .doesNotContain("\tat ");
      assertThat(command.out()).isEmpty();
    }
  }
}
