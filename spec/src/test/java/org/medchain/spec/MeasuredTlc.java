package org.medchain.spec;

import java.time.Duration;

/** TLC as a program that ends by saying its CPU time, in a hook, since TLC exits. */
final class MeasuredTlc {
  /** Stands before the nanoseconds in the last line of the output. */
  static final String CPU_NS = "CPU time in ns: ";

  private MeasuredTlc() {}

  /** Runs TLC with its own arguments. */
  public static void main(String[] arguments) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(CPU_NS + cpuNs())));
    tlc2.TLC.main(arguments);
  }

  /** The JVM's management beans would say it too, and take longer to load than a small model. */
  private static long cpuNs() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }
}
