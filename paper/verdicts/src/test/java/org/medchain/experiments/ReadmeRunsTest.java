package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;

/** CLAIM-11: the commands of {@code README.md} run as they stand there, and end well. */
@Tag("process")
class ReadmeRunsTest {
  @TempDir private Path folder;

  static List<List<String>> commands() throws Exception {
    return ReadmeCommandsTest.commands().stream()
        .filter(words -> !words.getFirst().startsWith("-"))
        .distinct()
        .toList();
  }

  /** Started by its main class; the launcher's own tests build and start others. */
  @ParameterizedTest
  @MethodSource("commands")
  void eachEndsWell(List<String> words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.add("-Dmedchain.home=" + Repository.ROOT);
    command.add("-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Medchain.class.getName()));
    command.addAll(words);
    if (words.getFirst().equals("run")) {
      command.addAll(List.of("--out", folder.resolve("runs").toString()));
    }
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(Repository.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int code = process.waitFor();
    assertThat(code).as(Files.readString(said, StandardCharsets.UTF_8)).isZero();
    assertThat(said).isNotEmptyFile();
  }
}
