package org.medchain.chaos.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    String said = readOutput(mutant.id(), mutant.host(), Optional.of(classes));
    return MutantOutcome.read(mutant.id(), mutant.title(), mutant.targetedTest(), said);
  }

  /** Searches in the code as it is. */
  public MutantOutcome searchUnmodified(MutantHost host) throws IOException, InterruptedException {
    String id = MutantOutcome.CONTROL;
    return MutantOutcome.read(id, "the code as it is", "", readOutput(id, host, Optional.empty()));
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private List<String> command(MutantHost host, Optional<Path> classes) {
    boolean inNodes = host == MutantHost.CLUSTER;
    String inFront = inNodes ? "" : classes.map(path -> path + File.pathSeparator).orElse("");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:-UsePerfData"); // a file in the temporary folder, which a killed JVM leaves
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.add("-cp");
    command.add(inFront + classPath());
    command.add(host.main());
    command.add(Long.toString(first));
    command.add(Long.toString(seeds));
    if (inNodes) {
      classes.ifPresent(path -> command.add(path.toString()));
    }
    return command;
  }

  private String readOutput(String id, MutantHost host, Optional<Path> classes)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(command(host, classes))
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
      child.destroy(); // in order, since one may have processes; nothing to one that has ended
    }
  }
}
