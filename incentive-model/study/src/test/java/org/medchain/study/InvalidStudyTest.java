package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;

/** GAME-18: every error in a file is reported in one line, at its own line. */
class InvalidStudyTest {
  private static final Path CASES =
      Repository.file("incentive-model/study/src/test/resources/refused.txt");

  @TempDir private Path folder;

  /** The command, the study and what its error says, of all cases in the file. */
  static Stream<Arguments> bad() throws IOException {
    return Pattern.compile("^### ", Pattern.MULTILINE)
        .splitAsStream(Files.readString(CASES))
        .skip(1)
        .map(
            each -> {
              int study = each.indexOf('\n') + 1;
              int says = each.indexOf(">>> ");
              return Arguments.of(
                  each.substring(0, study).strip(),
                  each.substring(study, says),
                  each.substring(says + 4).strip());
            });
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isRefusedAtItsLine(String command, String text, String expected) throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, text);

    GameRunner run = GameRunner.run(command, file);

    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith(expected.startsWith(":") ? file + expected : "");
    assertThat(run.err()).contains(expected).hasLineCount(1);
  }

  /** GAME-20. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad.nfg|NFG 1 R \"x\" { \"a\" \"b\" } { 2 2 };\"\";1 2 3;4 x|:4:",
        "bad.efg|EFG 2 R \"x\" { \"a\" };\"\";p \"\" 1 1 \"\" { \"l\" } 0;q|:4:1: expected a node"
      })
  void malformedGambitFile(String name, String lines, String expected) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, lines.replace(';', '\n') + "\n");

    GameRunner run = GameRunner.run("solve", file, "--json");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(file + expected).hasLineCount(1);
  }

  @Test
  void wrongOptions() {
    Path sample = GameRunner.sample("stag-hunt.yaml");
    assertThat(GameRunner.run("solve", sample, "--threads", 0).err())
        .contains("--threads is 0, allowed are 1 to 1024");
    assertThat(GameRunner.run("solve", sample, "--seed", -1).err())
        .contains("--seed is -1, allowed are 0 to");
    assertThat(GameRunner.run("solve", sample, "--out", sample).exit()).isEqualTo(2);
    assertThat(GameRunner.run().exit()).isEqualTo(2);
  }
}
