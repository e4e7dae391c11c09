package org.medchain.measurements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.cluster.CommandRunner;
import org.medchain.cluster.CommandRunner.CommandResult;

/** SIM-41 and SIM-42 by the command: small trials, a table, a comparison. */
@Tag("process")
class SimulatorBenchCommandTest {
  @TempDir private Path root;

  @BeforeAll
  static void home() {
    System.setProperty("medchain.home", Repository.ROOT.toString());
  }

  @AfterAll
  static void nowhere() {
    System.clearProperty("medchain.home");
  }

  private CommandResult bench(String... words) {
    return CommandRunner.run(new SimulatorBenchCommand(), words);
  }

  private List<String> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).toList();
  }

  @Test
  void aSmallRunGivesARowForEachTrialWithAndWithoutObservers() throws IOException {
    Path file = root.resolve("simulator.csv");
    String[] words = {
      "--nodes=4",
      "--protocols=pbft,pow",
      "--rounds=2",
      "--messages=2000",
      "--out=" + file,
      "--against=" + root.resolve("none.csv")
    };
    CommandResult made = bench(words);
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(rows(file)).hasSize(4);
    for (String protocol : List.of("pbft", "pow")) {
      assertThat(rows(file).stream().filter(row -> row.startsWith(protocol + ",4,")))
          .extracting(row -> row.split(",", -1)[4]) // messages
          .hasSize(2)
          .doesNotContain("0")
          .allMatch(messages -> messages.matches("\\d+"));
    }
    List<String> faster = Files.readAllLines(file);
    faster.replaceAll(
        row -> row.replaceFirst("(,2),\\d+,\\d+,\\d+,", "$1,900000000,900000000,900000000,"));
    Path before = Files.write(root.resolve("before.csv"), faster);
    CommandResult slower =
        bench(
            "--nodes=4",
            "--protocols=pbft",
            "--rounds=2",
            "--messages=2000",
            "--against=" + before);
    assertThat(slower.code()).isEqualTo(1);
    assertThat(slower.out()).contains("regression: pbft, 4 nodes");
  }

  @Test
  void wrongWordsAreRefusedInALine() {
    assertThat(bench("--out=" + root).err()).contains("--out names a file");
    assertThat(bench("--out=" + root.resolve("no/table.csv")).code()).isEqualTo(2);
    assertThat(bench("--nodes=3").code()).isEqualTo(2);
    assertThat(bench("--protocols=raft").err()).contains("pbft, sealed, pow, not 'raft'");
    assertThat(bench("--rounds=0").code()).isEqualTo(2);
  }
}
