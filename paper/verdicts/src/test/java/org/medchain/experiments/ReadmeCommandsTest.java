package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import picocli.CommandLine.ParameterException;

/**
 * CLAIM-11: each command line in {@code README.md} is one that its command takes, and names files
 * that are there.
 */
class ReadmeCommandsTest {
  private static final Path HOME = Repository.ROOT;

  /** In a block, or in the text. */
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^|`)experiments/medchain ([^`#\\n]+)");

  static List<List<String>> commands() throws Exception {
    return COMMAND
        .matcher(Files.readString(HOME.resolve("README.md"), StandardCharsets.UTF_8))
        .results()
        .map(match -> List.of(match.group(1).strip().split("\\s+")))
        .toList();
  }

  private static void parse(List<String> words) {
    Medchain.commandLine(CommandContext.ofProcess(new String[0]))
        .parseArgs(words.toArray(String[]::new));
  }

  @Test
  void eachIsTaken() throws Exception {
    assertThat(commands()).hasSizeGreaterThan(3).allSatisfy(ReadmeCommandsTest::parse);
    assertThat(commands().stream().flatMap(List::stream).filter(word -> word.endsWith(".yaml")))
        .isNotEmpty()
        .allMatch(file -> Files.exists(HOME.resolve(file)));
    assertThatThrownBy(() -> parse(List.of("claims", "--quickly")))
        .isInstanceOf(ParameterException.class);
  }
}
