package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;

/** EXP-38: what is answered before anything is built. */
class UsageTest {
  private static final Usage USAGE =
      Usage.parse(
          """
          $ medchain --help
          Usage: medchain

          $ medchain bench --help
          Usage: medchain bench
          $ medchain bench search --help
          Usage: medchain bench search
          $ medchain cluster --help
          Usage: medchain cluster
          $ medchain cluster up --help
          Usage: medchain cluster up
          $ medchain run --help
          Usage: medchain run

          Exit codes: 0
          """);

  @TempDir private Path home;

  private static List<String> words(String command) {
    return command.isEmpty() ? List.of() : List.of(command.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "--help, Usage: medchain",
    "-h, Usage: medchain",
    "cluster --help, Usage: medchain cluster",
    "cluster up -h, Usage: medchain cluster up",
    "bench --help, Usage: medchain bench",
  })
  void helpOfACommand(String command, String text) throws Exception {
    assertThat(USAGE.answer(words(command), home)).contains(text);
  }

  @Test
  void blankLinesWithinATextStay() throws Exception {
    assertThat(USAGE.answer(words("run --help"), home))
        .contains("Usage: medchain run\n\nExit codes: 0");
  }

  @Test
  void theVersionIsThatOfTheRootPom() throws Exception {
    Files.writeString(home.resolve("pom.xml"), "<project><version>7.1</version></project>");
    assertThat(USAGE.answer(words("--version"), home))
        .contains("medchain 7.1 (JDK " + Runtime.version() + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "'', medchain: a command is missing; 'medchain --help' lists what there is",
    "rnu x.yaml, medchain: Unmatched argument at index 0: 'rnu' (did you mean run?); 'medchain"
        + " --help' lists what there is",
    "nothing, medchain: Unmatched argument at index 0: 'nothing'; 'medchain --help' lists what"
        + " there is",
    "cluster u, medchain cluster: Unmatched argument at index 1: 'u' (did you mean up?); 'medchain"
        + " cluster --help' lists what there is",
    "bench serach -q, medchain bench: Unmatched argument at index 1: 'serach' (did you mean"
        + " search?); 'medchain bench --help' lists what there is",
  })
  void mistypedNames(String command, String message) {
    assertThatThrownBy(() -> USAGE.answer(words(command.replace("''", "")), home))
        .isInstanceOfSatisfying(Stop.class, e -> assertThat(e.code()).isEqualTo(Stop.REFUSED))
        .hasMessage(message.replace("''", "'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run x.yaml",
        "run x.yaml --help",
        "run",
        "cluster",
        "cluster --folder x",
        "bench -h",
        "bench Merkle",
        "bench .*search",
        "cluster up --clients 3",
        "-x"
      })
  void commandsAnswerTheRest(String command) throws Exception {
    assertThat(USAGE.answer(words(command), home)).isEmpty();
  }

  @Test
  void withoutTheFileEveryCommandAnswersByItself() throws Exception {
    assertThat(Usage.read(home).answer(words("rnu"), home)).isEmpty();
  }

  /** A route is of no use to a command that is refused before. */
  @Test
  void theRealFileHasEveryRoute() throws IOException {
    Usage real = Usage.read(Repository.ROOT);
    assertThat(real.texts()).hasSizeGreaterThan(100);
    assertThat(real.texts().keySet()).containsAll(Route.WORDS.keySet());
  }
}
