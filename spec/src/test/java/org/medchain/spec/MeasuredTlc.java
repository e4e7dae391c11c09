package org.medchain.spec;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * TLC as a program that ends by saying what CPU time its process took. TLC leaves by {@code
 * System.exit}, so only a shutdown hook still gets a word in.
 */
final class MeasuredTlc {
  /** Stands before the nanoseconds in the last line of the output. */
  static final String CPU_NS = "CPU time in ns: ";

  private MeasuredTlc() {}

  /** Runs TLC with its own arguments. */
  public static void main(String[] arguments) throws Exception {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> System.out.println(CPU_NS + system.getProcessCpuTime())));
    tlc2.TLC.main(arguments);
  }
}
