package org.medchain.cluster.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.cluster.local.MetricsPage;

/**
 * The resources of a node's process (CLUSTER-8); empty where it does not report them.
 *
 * @param heapAfterGcMb used heap after a collection
 * @param rssMb resident memory
 * @param descriptors open
 */
record SoakSample(OptionalDouble heapAfterGcMb, OptionalDouble rssMb, OptionalDouble descriptors) {
  private static final double MB = 1 << 20;
  private static final long COLLECTION_S = 10;
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

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
  static SoakSample of(MetricsPage metrics, long pid) {
    double heap = metrics.value("jvm_gc_live_data_size_bytes").orElse(0);
    return new SoakSample(
        heap > 0 ? OptionalDouble.of(heap / MB) : OptionalDouble.empty(),
        resident(pid),
        metrics.value("process_files_open_files"));
  }

  private static OptionalDouble resident(long pid) {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
      return RESIDENT
          .matcher(status)
          .results()
          .mapToDouble(each -> Double.parseDouble(each.group(1)) / 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty(); // another system, or the process is gone
    }
  }

  /** Three columns. */
  String columns() {
    return Stream.of(heapAfterGcMb, rssMb, descriptors)
        .map(each -> each.isPresent() ? String.format(Locale.ROOT, "%.1f", each.getAsDouble()) : "")
        .collect(Collectors.joining(","));
  }
}
