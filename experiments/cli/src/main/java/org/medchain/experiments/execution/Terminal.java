package org.medchain.experiments.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether stderr is an interactive terminal. */
public final class Terminal {
  private static final Path STDERR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Queries the system where possible, and otherwise checks whether the command was started from
   * one.
   */
  @SuppressWarnings("SystemConsoleNull") // It is null before JDK 22 where there is no terminal.
  public static boolean onStderr() {
    if (Files.exists(STDERR)) {
      try {
        String target = STDERR.toRealPath().toString();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      } catch (IOException e) {
        return false; // A pipe has no path.
      }
    }
    return System.console() != null;
  }
}
