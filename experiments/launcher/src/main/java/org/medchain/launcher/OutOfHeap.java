package org.medchain.launcher;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * How a command ends when its heap is full (EXP-26): with one line that names its size and the
 * setting for more, and exit code 1.
 */
public final class OutOfHeap {
  /** How much memory a command may take for its objects. */
  static final String SETTING = "MEDCHAIN_HEAP";

  private static final int MB = 1 << 20;
  private static final String MORE = SETTING + "=$m in the environment gives it more";
  private static final String NODE_MORE =
      "'cluster up --jvm=-Xmx$m' gives each process more, "
          + MORE
          + " where it is started as 'medchain node'";

  private OutOfHeap() {}

  /** The JVM's options for a value of the setting. */
  static List<String> options(String value) throws Stop {
    if (!value.matches("([1-9][0-9]{0,9}[kKmMgG])?")) {
      throw Stop.refused(SETTING + " is '" + value + "'; allowed: a size such as 512m or 4g");
    }
    return value.isEmpty() ? List.of() : List.of("-Xmx" + value);
  }

  /**
   * Runs a command.
   *
   * @param command gives the exit code; an error of its other threads ends the process
   * @return the exit code
   */
  public static int guard(IntSupplier command) {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught(thread, failure));
    try {
      return command.getAsInt();
    } catch (OutOfMemoryError e) {
      System.err.println("medchain: " + line(e).orElse(e.toString()));
      return Stop.FAILED;
    }
  }

  private static void uncaught(Thread thread, Throwable failure) {
    Optional<String> line = line(failure);
    if (line.isPresent()) {
      System.err.println("medchain: " + line.get());
      Runtime.getRuntime().halt(Stop.FAILED); // it is unknown what the others wait for
    }
    System.err.println("Exception in thread \"" + thread.getName() + "\"");
    failure.printStackTrace();
  }

  /** The message for a failure; empty where a larger heap would not have prevented it. */
  public static Optional<String> line(Throwable failure) {
    return line(failure, MORE);
  }

  /** The same for a node, whose JVM others may have started: its operator knows how. */
  public static Optional<String> nodeLine(Throwable failure) {
    return line(failure, NODE_MORE);
  }

  private static Optional<String> line(Throwable failure, String more) {
    long limitMb = Runtime.getRuntime().maxMemory() / MB;
    String enough = more.replace("$", Long.toString(2 * limitMb));
    return of(failure).map(error -> "out of heap, which may take " + limitMb + " MB; " + enough);
  }

  private static Optional<OutOfMemoryError> of(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof OutOfMemoryError error && !isElsewhere(error)) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }

  /** Threads and classes have memory of their own. */
  private static boolean isElsewhere(OutOfMemoryError error) {
    String text = String.valueOf(error.getMessage());
    return text.contains("thread") || text.contains("etaspace") || text.contains("class space");
  }
}
