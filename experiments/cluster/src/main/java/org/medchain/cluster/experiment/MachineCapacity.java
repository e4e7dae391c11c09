package org.medchain.cluster.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The capacity of this machine (EXP-17).
 *
 * @param processors that the system shows
 * @param freeMib memory that is free or can be freed, in MiB
 */
record MachineCapacity(int processors, long freeMib) {
  /** Heap and all else of one node's process. */
  static final long NODE_MIB = 800;

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
}
