package org.medchain.paper.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.experiments.config.UserInputException;
import org.medchain.paper.golden.GoldenExecution.GoldenEnd;

/** CLAIM-10: golden outputs, with a stand-in for the script. */
class GoldenCommandTest {
  private static final Path HOME = Repository.ROOT;

  private static final String SCRIPT =
      """
      #!/bin/sh
      echo "one $1"
      pwd
      mkdir -p "$2/run-12/figures" && echo a >"$2/run-12/a.csv" && echo f >"$2/run-12/figures/f.svg"
      echo trouble >&2
      exit 3
      """;

  private static final String LIST =
      """
      commands:
        - name: first
          command: word OUT
          shows: something
          exit: 3
          stdout: paper/golden/first.txt
          files:
            - {made: run-*/a.csv, golden: results/a.csv}
            - {made: run-*/figures, golden: results/figures}
      """;

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void makeProject() throws IOException {
    home = folder.toRealPath();
    write("experiments/medchain", SCRIPT);
    assertThat(home.resolve("experiments/medchain").toFile().setExecutable(true)).isTrue();
    write(GoldenCommand.PATH, LIST);
    write("paper/golden/first.txt", "one word\nHOME\n");
    write("results/a.csv", "a\n");
    write("results/figures/f.svg", "f\n");
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(home.resolve(path).getParent());
    Files.writeString(home.resolve(path), text);
  }

  private List<String> differences() throws Exception {
    GoldenCommand command = GoldenCommand.read(home).getFirst();
    GoldenExecution execution = new GoldenExecution(home, home.resolve("results/runs/golden"));
    GoldenEnd end = execution.run(command);
    assertThat(execution.lastWords(command, 2)).containsExactly("trouble");
    return GoldenComparison.of(home, command, execution.of(command), end);
  }

  @Test
  void whatIsAsCommittedHasNoDifference() throws Exception {
    assertThat(differences()).isEmpty();
    assertThat(differences()).as("again, in the same folder").isEmpty();
  }

  @Test
  void theFirstLineThatDiffersIsTold() throws Exception {
    write("paper/golden/first.txt", "one word\nelsewhere\n");
    write("results/a.csv", "b\n");
    write("results/figures/f.svg", "f\ng\n");
    write(GoldenCommand.PATH, LIST.replace("exit: 3", "exit: 0"));

    assertThat(differences())
        .containsExactly(
            "exit code 3; golden: 0",
            "what it prints is not paper/golden/first.txt: line 2 is 'HOME'; golden: 'elsewhere'",
            "run-*/a.csv is not results/a.csv: line 1 is 'a'; golden: 'b'",
            "f.svg is not results/figures/f.svg: line 2 is ''; golden: 'g'");
  }

  @Test
  void whatIsMissingIsTold() throws Exception {
    Files.delete(home.resolve("results/a.csv"));
    write(GoldenCommand.PATH, LIST.replace("run-*/figures", "run-*/nothing"));

    assertThat(differences())
        .containsExactly(
            "results/a.csv is not there; --write makes those in paper/golden",
            "it did not write run-*/nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: a, command: word, shows: x, exits: 3 | \"exits\"",
        "name: A b, command: word, shows: x | A b: a name of small letters",
        "name: c, shows: x | 'command'",
        "name: c, command: word, shows: x, exit: many | \"many\"",
      })
  void aListThatIsNotAsItShouldBeIsRefused(String command, String said) throws Exception {
    write(GoldenCommand.PATH, "commands: [{" + command + "}]");

    assertThatThrownBy(() -> GoldenCommand.read(home))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining(said);
  }

  /** What is committed, without running it. */
  @Test
  void theCommittedListNamesFilesThatAreThere() throws Exception {
    List<GoldenCommand> commands = GoldenCommand.read(HOME);

    assertThat(commands).hasSizeGreaterThan(5);
    for (GoldenCommand each : commands) {
      each.stdout().ifPresent(file -> assertThat(HOME.resolve(file)).isRegularFile());
      each.files().forEach(file -> assertThat(HOME.resolve(file.golden())).exists());
    }
  }
}
