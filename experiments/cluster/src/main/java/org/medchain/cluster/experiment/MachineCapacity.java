package org.medchain.cluster.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.comparison.config.ExperimentConfig;

/**
 * The capacity of this machine (EXP-17).
 *
 * @param processors that the system shows
 * @param freeMib memory that is free or can be freed, in MiB
 */
record MachineCapacity(int processors, long freeMib) {
  /** Heap and all else of one node's process. */
  private static final long NODE_MIB = 800;

  /** For this process and the system. */
  private static final long RESERVED_MIB = 1500;

  /** More would measure the switching between them. */
  private static final int NODES_PER_PROCESSOR = 8;

  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

  /** Of this machine; unknown memory counts as enough. */
  static MachineCapacity ofThisMachine() {
    return new MachineCapacity(Runtime.getRuntime().availableProcessors(), readFreeMib());
  }

  private static long readFreeMib() {
    try {
      Matcher found = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
      return found.find() ? Long.parseLong(found.group(1)) >> 10 : Long.MAX_VALUE;
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** The most nodes that fit. */
  int nodes() {
    long fitting = Math.max(0, freeMib - RESERVED_MIB) / NODE_MIB;
    return (int) Math.min(fitting, (long) processors * NODES_PER_PROCESSOR);
  }

  /**
   * Whether this machine has room for a config's processes. It refuses a config as a whole: which
   * trials a grid has may not follow from the machine.
   *
   * @throws IllegalArgumentException in a line that begins with the key, so that the config's line
   *     is reported
   */
  void check(ExperimentConfig config) {
    for (int nodes : config.nodes()) {
      if (nodes > nodes()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "nodes must be up to %d on this machine (%d processors, %d MiB free, %d MiB a"
                    + " node), not %d",
                nodes(),
                processors,
                freeMib,
                NODE_MIB,
                nodes));
      }
    }
  }
}
