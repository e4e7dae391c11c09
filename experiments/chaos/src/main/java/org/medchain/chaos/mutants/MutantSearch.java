package org.medchain.chaos.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The search for a planted defect, in a JVM of its own whose class path begins with the mutant's
 * classes: generator, oracles and seeds are those of the unchanged code (SCH-7).
 *
 * @param first the first seed
 * @param seeds how many are tried
 */
public record MutantSearch(long first, long seeds) {
  /** Searches in the mutant whose classes lie in {@code classes}. */
  public MutantOutcome searchMutant(SourceMutant mutant, Path classes)
      throws IOException, InterruptedException {
    String path = classes + File.pathSeparator + classPath();
    String said = readOutput(mutant.id(), mutant.host(), path);
    return MutantOutcome.read(mutant.id(), mutant.title(), mutant.targetedTest(), said);
  }

  /** Searches in the code as it is. */
  public MutantOutcome searchUnmodified(MutantHost host) throws IOException, InterruptedException {
    String id = MutantOutcome.CONTROL;
    return MutantOutcome.read(id, "the code as it is", "", readOutput(id, host, classPath()));
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private String readOutput(String id, MutantHost host, String classPath)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData", // a file in the temporary folder, which a killed JVM leaves
                "-cp",
                classPath,
                host.main(),
                Long.toString(first),
                Long.toString(seeds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
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
