package org.medchain.launcher;

import java.util.List;
import java.util.Optional;

/**
 * What the JVM of a node does when its heap is full, however it was started (NODE-12, NODE-18): it
 * ends at once, with 3. A library may catch the error, and the node would live on with a part of
 * its work lost. The JVM says no more than that it ends, so a command of the system says the rest.
 */
public final class NodeJvm {
  /**
   * The usual heap of a node in MiB: room for all that peers can make it keep at the default
   * parameters (spec/memory.md). What is not touched is not taken.
   */
  public static final int HEAP_MIB = 1536;

  /** What the JVM writes as its last line. */
  private static final String ENDS = "Terminating due to java.lang.OutOfMemoryError";

  /** Without a character that the shell would take for its own. */
  private static final String SETTINGS =
      "out of heap: 'cluster up --jvm=-Xmx2g' gives each process 2 GB, and "
          + OutOfHeap.SETTING
          + "=2g in the environment as much where it is started as 'medchain node'";

  private NodeJvm() {}

  /** The options, before those that a user gives. */
  public static List<String> options() {
    return List.of(
        "-XX:+ExitOnOutOfMemoryError", "-XX:OnOutOfMemoryError=echo \"" + SETTINGS + "\" >&2");
  }

  /** The reason in the last output of a process whose JVM ended in this way. */
  public static Optional<String> reason(List<String> lines) {
    return lines.stream().anyMatch(line -> line.startsWith(ENDS))
        ? Optional.of(SETTINGS)
        : Optional.empty();
  }
}
