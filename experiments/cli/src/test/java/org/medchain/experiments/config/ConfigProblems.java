package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a reader of bad configs is told.
 *
 * @param folder where the configs are written
 */
record ConfigProblems(Path folder) {
  /** Three lines that are enough. */
  static final String GOOD = "name: q\nprotocols: [pbft, pow]\nnodes: [4, 7]\n";

  Path file() {
    return folder.resolve("c.yaml");
  }

  Path write(String text) throws IOException {
    Files.writeString(file(), text);
    return file();
  }

  List<String> of(String text) throws IOException {
    return of(write(text));
  }

  /** Each line's number and what comes before its first semicolon. */
  List<String> briefly(String text) throws IOException {
    return of(text).stream()
        .map(line -> line.replaceAll("^.*c\\.yaml:([0-9]+): (.*?);.*$", "$1 $2"))
        .toList();
  }

  static List<String> of(Path file) {
    UserInputException refusal =
        catchThrowableOfType(
            UserInputException.class, () -> LoadedConfig.read(file, ConfigOverrides.NONE));
    assertThat(refusal).as("refused").isNotNull();
    assertThat(refusal.lines()).isNotEmpty().allMatch(line -> !line.contains("\n"));
    return refusal.lines();
  }
}
