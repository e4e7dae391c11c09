package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The libraries of the core's tests, which {@code guards} runs; queried from Maven once. */
final class TestLibraries {
  private static final String CORE = "reference-node/core";

  private TestLibraries() {}

  static String of(Path home, Consumer<String> say) throws IOException, InterruptedException, Stop {
    Path list = BuiltFrom.folder(home, CORE).resolve("test-libraries.txt");
    // Both poms are in its name: other poms, another list.
    String sum = Contents.of(home.toFile(), List.of("pom.xml", CORE + "/pom.xml"));
    Path current = list.resolveSibling("test-libraries-" + sum + ".txt");
    if (!Files.exists(current)) {
      if (!Maven.isThere()) {
        throw Stop.refused("the tests' libraries must be found, and there is no 'mvn' on the PATH");
      }
      Path log = list.resolveSibling("test-libraries.log");
      say.accept("asking Maven for the libraries of the tests (log: %s)".formatted(log));
      List<String> words =
          List.of(
              "-pl",
              CORE,
              "dependency:build-classpath",
              "-DincludeScope=test",
              "-Dmdep.outputFile=" + list);
      if (!new Maven(home).run(log, words)) {
        throw Stop.failed("Maven did not find the libraries of the tests; its whole log is " + log);
      }
      Files.move(list, current);
    }
    return Files.readString(current).strip();
  }
}
