package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.medchain.checkout.Repository;

/** Runs an example of {@code experiments/analysis}, where the machine has its interpreter. */
record ScriptRun(int exit, List<String> out, List<String> err) {
  static final Path EXAMPLES = Repository.file("experiments/analysis");

  /** In the examples' folder, with its output in another one. */
  static ScriptRun of(Path folder, Map<String, String> environment, String... words)
      throws Exception {
    Assumptions.assumeTrue(
        isThere(words[0]), () -> words[0] + " is not installed: " + words[1] + " is not run");
    List<String> command = new ArrayList<>(List.of(words));
    if (words[0].equals("python3")) {
      command.add(1, "-B");
    }
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(EXAMPLES.toFile())
            .redirectOutput(out)
            .redirectError(err);
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    return new ScriptRun(
        process.exitValue(), Files.readAllLines(out.toPath()), Files.readAllLines(err.toPath()));
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
