package org.medchain.cluster.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long the just-in-time compilers of a JVM have worked (EXP-16). A JVM reports the elapsed time
 * of its compilations, not their processor time; Linux reports that of each thread.
 */
final class CompilerCpuTime {
  private static final long TICK_NS = 10_000_000;

  /**
   * Number, name, state, ten fields, then ticks for the program and for the system on its behalf.
   */
  private static final Pattern COMPILER =
      Pattern.compile(
          "\\d+ \\(C[12] Compiler.*\\) \\S(?: -?\\d+){10} (\\d{1,15}) (\\d{1,15}) .*",
          Pattern.DOTALL);

  private CompilerCpuTime() {}

  /** Of a process, in ns; 0 where the system does not report it, or it has ended. */
  static long ofProcess(long pid) {
    long sum = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      List<Path> all = new ArrayList<>(threads.toList());
      for (Path thread : all) {
        sum += ofThread(Files.readString(thread.resolve("stat"))).orElse(0);
      }
      return sum;
    } catch (IOException e) {
      return sum; // threads and processes may end at any time
    }
  }

  /** From the text of a thread's {@code stat}, if it is a compiler's. */
  static OptionalLong ofThread(String stat) {
    Matcher found = COMPILER.matcher(stat);
    return found.matches()
        ? OptionalLong.of(
            (Long.parseLong(found.group(1)) + Long.parseLong(found.group(2))) * TICK_NS)
        : OptionalLong.empty();
  }
}
