package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.cluster.lifetime.Lifeline;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.launcher.ShutdownHook;

/**
 * A JVM with HotSpot's quick compiler alone, as nodes have it under {@code processes.jit: c1}:
 * measurements for them must be compiled in the same way.
 */
final class C1OnlyJvm {
  private static final String OPTION = "-XX:TieredStopAtLevel=1";

  private C1OnlyJvm() {}

  /** Whether this JVM is one. */
  static boolean isCurrentJvm() {
    return arguments().contains(OPTION);
  }

  /** Options for a second JVM like this one. */
  static List<String> currentOptions() {
    return isCurrentJvm() ? List.of(OPTION) : List.of();
  }

  private static List<String> arguments() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /**
   * Runs a main class in such a JVM, on this one's class path, output and terms, which ends with
   * this one; its exit code.
   */
  static int run(List<String> main) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(ProcessTag.fresh(Path.of("")).option());
    command.addAll(arguments());
    command.add(OPTION);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(main);
    Process process = Lifeline.start(new ProcessBuilder(command).inheritIO());
    ShutdownHook hook = new ShutdownHook("end", process::destroy);
    try {
      return process.waitFor();
    } finally {
      hook.close();
    }
  }
}
