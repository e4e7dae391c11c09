package org.medchain.chaos.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The search for a planted defect, in a JVM of its own whose class path begins with the mutant's
 * classes: generator, oracles and seeds are those of the unchanged code (SCH-7).
 *
 * @param first the first seed
 * @param seeds how many are tried
 */
public record MutantSearch(long first, long seeds) {
  /** As many seeds make the committed table. */
  public static final long SEEDS = 10_000;

  /** Searches in the mutant whose classes lie in {@code classes}. */
  public MutantOutcome searchMutant(SourceMutant mutant, Path classes)
      throws IOException, InterruptedException {
    String path = classes + File.pathSeparator + classPath();
    String said = readOutput(mutant.id(), path, arguments(mutant.host()));
    return MutantOutcome.read(mutant.id(), mutant.title(), mutant.targetedTest(), said);
  }

  /** Searches in the code as it is. */
  public MutantOutcome searchUnmodified(MutantHost host) throws IOException, InterruptedException {
    String id = MutantOutcome.CONTROL;
    String said = readOutput(id, classPath(), arguments(host));
    return MutantOutcome.read(id, "the code as it is", "", said);
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }

  private List<String> arguments(MutantHost host) {
    return List.of(host.main(), Long.toString(first), Long.toString(seeds));
  }

  /** What a JVM with this class path prints that runs a main class with its arguments. */
  static String readOutput(String id, String classPath, List<String> mainAndArguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData", // a file in the temporary folder, which a killed JVM leaves
                "-cp",
                classPath));
    command.addAll(mainAndArguments);
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = child.waitFor();
      if (code != 0) {
        throw new IOException("the search for " + id + " ended with code " + code);
      }
      return said;
    } finally {
      child.destroyForcibly(); // does nothing to one that has ended
    }
  }
}
