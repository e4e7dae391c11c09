package org.medchain.trace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * TLC as a separate program: it keeps static state and leaves by {@code System.exit}. Traces are
 * its first arguments up to {@code --}; the verdicts are the last lines of its output.
 */
final class TlcMain {
  /** Before a verdict: the trace's place among the arguments, then A, or the line and the rule. */
  static final String VERDICT = "verdict ";

  /** Before the CPU time of the process. */
  static final String CPU_NS = "cpu ns ";

  private TlcMain() {}

  /** Runs TLC with what follows the traces. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    int separator = Arrays.asList(arguments).indexOf("--");
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < separator; i++) {
      traces.add(TraceReader.read(Path.of(arguments[i])));
    }
    ModelOperators.setTraces(traces);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> report(traces.size())));
    tlc2.TLC.main(Arrays.copyOfRange(arguments, separator + 1, arguments.length));
  }

  private static void report(int traces) {
    for (int i = 0; i < traces; i++) {
      String text =
          switch (ModelOperators.verdict(i)) {
            case TraceVerdict.Accepted accepted -> "A";
            case TraceVerdict.Rejected rejected -> rejected.line() + " " + rejected.rule();
          };
      System.out.println(VERDICT + i + " " + text);
    }
    // The JVM's management beans would say it too, and take long to load.
    System.out.println(
        CPU_NS
            + ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L));
  }
}
