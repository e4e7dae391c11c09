package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;

/** A command that is told to stop keeps what it has (EXP-14): the real one, in a process. */
class InterruptionTest {
  private static final int TRIALS = 4000;

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
    Path err = folder.resolve("err.txt");
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for seconds.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                // What it says has the same digits everywhere.
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Dmedchain.home=" + Path.of("").toAbsolutePath().getParent().getParent(),
                "-cp",
                System.getProperty("java.class.path"),
                Medchain.class.getName(),
                "run",
                config.toString(),
                "--out",
                folder.resolve("runs").toString())
            .redirectError(err.toFile())
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    try {
      RunFolder run = awaitRows(command);
      command.destroy();
      assertThat(command.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(command.exitValue()).isNotZero();
      List<TrialRow> rows = WholeTrials.read(run.trials());
      assertThat(rows).isNotEmpty().hasSizeLessThan(TRIALS);
      assertThat(rows).allMatch(row -> Files.exists(run.histogram(row.trial())));
      assertThat(Files.readString(err))
          .contains("Interrupted. " + rows.size() + " of " + TRIALS + " trials are kept; the same")
          .doesNotContain("\tat ");
      assertThat(folder.resolve("out.txt")).isEmptyFile();
    } finally {
      command.destroyForcibly();
    }
  }

  /** Waits for the first rows on disk. */
  private RunFolder awaitRows(Process command) throws IOException, InterruptedException {
    while (command.isAlive()) {
      File[] runs = folder.resolve("runs").toFile().listFiles();
      if (runs != null && runs.length == 1) {
        RunFolder run = new RunFolder(runs[0].toPath());
        if (Files.exists(run.trials()) && lines(run.trials()) > 1) {
          return run;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("ended: " + Files.readString(folder.resolve("err.txt")));
  }

  private static long lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }
}
