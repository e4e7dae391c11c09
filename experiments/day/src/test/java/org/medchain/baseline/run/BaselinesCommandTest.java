package org.medchain.baseline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.baseline.postgres.PostgresBinaries;
import org.medchain.checkout.Repository;
import org.medchain.cluster.ClusterSelection;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine;

/** BASE-4 to BASE-6, BASE-9 to BASE-11: the commands with one hospital's database. */
class BaselinesCommandTest {
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
        new CommandLine(new BaselinesCommand())
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

  /** Skipped where there is no PostgreSQL, except where all has to be there. */
  private static void requirePostgres() {
    try {
      PostgresBinaries unused = PostgresBinaries.find();
    } catch (UserInputException e) {
      assertThat(System.getenv("CI")).as(e.getMessage()).isNotEqualTo("true");
      System.err.println("SKIPPED, nothing was checked: " + e.getMessage());
      assumeThat(e.getMessage()).isEmpty();
    }
  }

  @Test
  @Tag("process")
  void anAttackIsAsExpectedAndNothingIsLeft() throws IOException {
    requirePostgres();
    List<String> before = left();
    CommandEnd end =
        run("attack", "--system=hospital", "--attack=alter,audit-off", "--out=" + folder);
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.said()).contains("attack     hospital", "alter      altered, ");
    assertThat(left()).isEqualTo(before);
    assertThat(Files.readAllLines(folder.resolve("cells.csv"))).hasSize(3);
    assertThat(folder.resolve("matrix.html")).exists();
    assertThat(Files.readString(folder.resolve("logs/hospital.log")))
        .contains("alter: 20 records are put", "alter: it came to: altered, ");
  }

  @Test
  @Tag("process")
  @DisplayName("BASE-9, BASE-11: costs and growth are measured")
  void costsAndGrowthAreMeasured() throws IOException {
    requirePostgres();
    List<String> options = List.of("--system=hospital", "--seconds=1", "--out=" + folder, "--json");
    CommandEnd bench =
        run(
            Stream.concat(
                    Stream.of("bench", "--repeats=1", "--warm=0", "--clients=4"), options.stream())
                .toArray(String[]::new));
    assertThat(bench.code()).as(bench.said()).isZero();
    assertThat(bench.said()).contains("\"figure\" : \"throughput_per_s\"");
    assertThat(Files.readAllLines(folder.resolve("rounds.csv")))
        .hasSize(25)
        .filteredOn(each -> each.contains(",failed,"))
        .hasSize(4)
        .allMatch(each -> each.endsWith(",wall,0.0"));
    CommandEnd growth =
        run(Stream.concat(Stream.of("growth"), options.stream()).toArray(String[]::new));
    assertThat(growth.code()).as(growth.said()).isZero();
    for (String figure :
        List.of("record_and_node", "year_at_1000_a_day", "backup", "restore", "erase")) {
      assertThat(Files.readAllLines(folder.resolve("growth.csv")))
          .anyMatch(each -> each.matches("hospital," + figure + ",[0-9]+[.]?[0-9]*,.*growth.*"));
    }
  }

  private static List<String> left() throws IOException {
    Path clusters = ClusterSelection.clusters();
    if (!Files.exists(clusters)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(clusters)) {
      return all.map(each -> each.getFileName().toString())
          .filter(each -> each.startsWith("baseline-"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "attack --system=oracle, '(SYSTEM): ''oracle'' is not allowed; allowed are hospital, repli'",
    "attack --attack=fire, '(ATTACK): ''fire'' is not allowed; allowed are disk-dies, site-'",
    "attack --dataset=nowhere, '--dataset: nowhere/records.ndjson: there is no such file'",
    "attack --out=pom.xml, pom.xml: this is not a folder",
    "bench --repeats=0, --repeats is 0; allowed: 1 to 100",
    "bench --clients=65, --clients is 65; allowed: 1 to 64",
    "growth --seconds=0, --seconds is 0; allowed: 1 to 3600",
    "'', a command is missing",
  })
  void wrongOptionsAreNamed(String options, String why) {
    CommandEnd end = run(options.isEmpty() ? new String[0] : options.split(" ", -1));
    assertThat(end.code()).as(end.said()).isEqualTo(2);
    // Before anything is started; a usage message may follow.
    assertThat(end.said().lines().findFirst().orElseThrow()).contains(why);
  }
}
