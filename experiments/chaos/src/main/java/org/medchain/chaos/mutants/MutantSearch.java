package org.medchain.chaos.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.chaos.schedule.SchedulePlan;

/**
 * The search for a planted defect, in a JVM of its own whose class path begins with the mutant's
 * classes: generator, oracles and seeds are those of the unchanged code (SCH-7).
 *
 * @param first the first seed
 * @param seeds how many are tried
 */
public record MutantSearch(long first, long seeds) {
  /**
   * Searches in the mutant whose classes lie in {@code classes}, on a host that takes its defects.
   */
  public MutantOutcome searchMutant(SourceMutant mutant, MutantHost host, Path classes)
      throws IOException, InterruptedException {
    String said = readOutput(mutant.id(), host, Optional.of(classes), mutant.kind());
    return MutantOutcome.read(mutant.id(), mutant.title(), mutant.targetedTest(), said);
  }

  /** Searches in the code as it is. */
  public MutantOutcome searchUnmodified(MutantHost host) throws IOException, InterruptedException {
    String id = MutantOutcome.CONTROL;
    return MutantOutcome.read(
        id, "the code as it is", "", readOutput(id, host, Optional.empty(), Optional.empty()));
  }

  /** In a cluster the defect is in the nodes alone, whose classes the search is told. */
  private String readOutput(
      String id, MutantHost host, Optional<Path> classes, Optional<SchedulePlan.ScheduleKind> kind)
      throws IOException, InterruptedException {
    boolean inNodes = host == MutantHost.CLUSTER;
    List<String> arguments =
        new ArrayList<>(List.of(host.main(), Long.toString(first), Long.toString(seeds)));
    kind.ifPresent(schedules -> arguments.add(schedules.name()));
    if (inNodes) {
      classes.ifPresent(path -> arguments.add(path.toString()));
    }
    return readOutput(id, inNodes ? Optional.empty() : classes, arguments);
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }

  /**
   * What a JVM with a mutant's classes in front of this one's class path prints.
   *
   * @param id of the mutant, for messages
   * @param classes from {@link SourceMutant#compile}; empty for the code as it is
   * @param mainAndArguments a main class and its arguments
   * @throws IOException if it ends with another code than 0
   */
  public static String readOutput(String id, Optional<Path> classes, List<String> mainAndArguments)
      throws IOException, InterruptedException {
    String inFront = classes.map(path -> path + File.pathSeparator).orElse("");
    return readOutput(id, inFront + classPath(), mainAndArguments);
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
                "--enable-native-access=ALL-UNNAMED", // the nodes' cryptography, on a cluster
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
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
      child.destroy(); // in order, since one may have processes; nothing to one that has ended
    }
  }
}
