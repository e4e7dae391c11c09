package org.medchain.day.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.cluster.ClusterSelection;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine;

/** PROC-24, PROC-26, PROC-27: a short day on four real nodes. */
@Tag("process")
class LoadCommandTest {
  private static Optional<String> homeBefore;

  @TempDir private Path folder;

  private record CommandEnd(int code, String said) {}

  @BeforeAll
  static void atHome() {
    homeBefore = Optional.ofNullable(System.getProperty("medchain.home"));
    System.setProperty("medchain.home", Repository.ROOT.toString());
  }

  @AfterAll
  static void asBefore() {
    homeBefore.ifPresentOrElse(
        home -> System.setProperty("medchain.home", home),
        () -> System.clearProperty("medchain.home"));
  }

  private static CommandEnd run(String... words) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    int code =
        new CommandLine(new LoadCommand())
            .setOut(out)
            .setErr(out)
            .setExecutionExceptionHandler(
                (e, line, result) -> {
                  out.println(e.getMessage());
                  return e instanceof UserInputException ? 2 : 1;
                })
            .execute(words);
    return new CommandEnd(code, said.toString());
  }

  /** More people than sessions, so that sessions are closed and opened again. */
  @Test
  void aShortDayLosesNothingAndLeavesNothing() throws IOException {
    List<String> before = left();
    CommandEnd end =
        run(
            "--records=12",
            "--duration=8s",
            "--workers=4",
            "--sessions=6",
            "--max-file=60000",
            "--check=2",
            "--out=" + folder);
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.said())
        .contains("12 of 12 records proved on the ledger, 2 of 2 files read back")
        .contains("a record added ")
        .contains("nothing was lost");
    assertThat(left()).isEqualTo(before);
    assertThat(Files.readString(folder.resolve("latency.hlog")))
        .contains("Tag=register,", "Tag=upload,", "Tag=entrust,", "Tag=visit,", "Tag=connect,");
    assertThat(Files.readAllLines(folder.resolve("steps.csv")))
        .hasSize(10)
        .anyMatch(each -> each.startsWith("locate,12,12,"));
    assertThat(Files.readString(folder.resolve("growth.csv"))).contains("store,", "files,");
  }

  private static List<String> left() throws IOException {
    Path clusters = ClusterSelection.clusters();
    if (!Files.exists(clusters)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(clusters)) {
      return all.map(each -> each.getFileName().toString())
          .filter(each -> each.startsWith("load-"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--records=0, '--records must be 1 or more, not 0'",
    "--check=-1, '--check must be 0 or more, not -1'",
    "--nodes=3, '--nodes must be 4 or more, not 3'",
    "--folder=x --nodes=7, --nodes is for a separate cluster",
    "--folder=x --metadata=clear, --metadata is for a separate cluster",
    "--folder=x --join, --join is for a separate cluster",
    "--out=pom.xml, pom.xml: this is not a folder",
    "--sessions=2, --sessions must be --workers or more",
    "--duration=fast, --duration must be like 60s",
    "--metadata=open, --metadata must be sealed or clear",
    "--dataset=nowhere, there is no such file; a dataset is a folder",
    "--folder=nowhere, not a cluster's folder",
  })
  void wrongOptionsAreNamed(String options, String why) {
    CommandEnd end = run(options.split(" "));
    assertThat(end.code()).as(end.said()).isEqualTo(2);
    // Before anything is planned or started; a usage message may follow.
    assertThat(end.said().lines().findFirst().orElseThrow()).contains(why);
  }

  @Test
  void aDamagedGenesisIsNamedInOneLine() throws IOException {
    Path genesis = Files.writeString(folder.resolve("genesis.bin"), "not a genesis");
    CommandEnd end = run("--folder=" + folder);
    assertThat(end.code()).isEqualTo(2);
    assertThat(end.said().lines())
        .hasSize(1)
        .allMatch(each -> each.startsWith(genesis + " is not a genesis: "));
  }
}
