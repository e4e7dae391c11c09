package org.medchain.cluster.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resources of a node's process (CLUSTER-8); empty where it does not report them.
 *
 * @param heapAfterGcMb used heap after a collection
 * @param rssMb resident memory
 * @param descriptors open
 */
record SoakSample(OptionalDouble heapAfterGcMb, OptionalDouble rssMb, OptionalDouble descriptors) {
  private static final double MB = 1 << 20;
  private static final double KB_PER_MB = 1024;
  private static final long COLLECTION_S = 10;
  private static final String METRIC = "\\{[^}]*\\} ([0-9.eE+-]+)";

  /**
   * Has a process collect its whole heap, to see the live part; where the JDK's {@code jcmd} cannot
   * do that, the figure is from the last collection.
   */
  static void collect(long pid) throws InterruptedException {
    if (pid == 0) {
      return; // jcmd would take that for every JVM of the machine
    }
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(COLLECTION_S, TimeUnit.SECONDS);
    } catch (IOException e) {
      return; // no JDK, or the process is gone
    }
  }

  /** From the page of metrics, and from the system's figures of the process. */
  static SoakSample of(Optional<String> metrics, long pid) {
    String page = metrics.orElse("");
    OptionalDouble heap = figure(page, "jvm_gc_live_data_size_bytes" + METRIC, MB);
    return new SoakSample(
        heap.orElse(0) > 0 ? heap : OptionalDouble.empty(),
        figure(status(pid), "VmRSS:\\s+(\\d+) kB", KB_PER_MB),
        figure(page, "process_files_open_files" + METRIC, 1));
  }

  private static OptionalDouble figure(String text, String line, double unit) {
    Matcher matcher = Pattern.compile("(?m)^" + line + "$").matcher(text);
    return matcher.find()
        ? OptionalDouble.of(Double.parseDouble(matcher.group(1)) / unit)
        : OptionalDouble.empty();
  }

  private static String status(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "status"));
    } catch (IOException e) {
      return ""; // another system, or the process is gone
    }
  }

  /** Three columns. */
  String columns() {
    return format(heapAfterGcMb) + "," + format(rssMb) + "," + format(descriptors);
  }

  private static String format(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "";
  }
}
