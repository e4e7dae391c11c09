package org.medchain.costs;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes, when the JVM of a module's tests ends, what CPU time it took together with the processes
 * that it started and that have ended. The file is named by the system property {@value #FILE};
 * without it nothing is written, as where an IDE runs a test.
 */
public final class TestCosts implements TestExecutionListener {
  static final String FILE = "medchain.test.costs";

  /** CPU seconds that the module is meant to keep to. */
  static final String BUDGET = "medchain.test.budget";

  /** What Linux counts in for programs, on every architecture that has a JDK. */
  private static final double TICKS_PER_S = 100;

  /** Of {@code /proc/self/stat}, counted behind the program's name, which may hold anything. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  private boolean registered;

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    if (System.getProperty(FILE) != null && !registered) {
      registered = true;
      Runtime.getRuntime().addShutdownHook(new Thread(TestCosts::write));
    }
  }

  private static void write() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double seconds = system.getProcessCpuTime() / 1e9 + childrenSeconds(Path.of("/proc/self/stat"));
    try {
      Files.write(
          Path.of(System.getProperty(FILE)),
          List.of(
              String.format(Locale.ROOT, "cpu_s=%.1f", seconds),
              "budget_s=" + System.getProperty(BUDGET, "")));
    } catch (IOException e) {
      // The summary will miss it and say so; no test is worse for it.
      System.err.println("the costs of these tests were not written: " + e);
    }
  }

  /** 0 where the system does not tell. */
  private static double childrenSeconds(Path stat) {
    try {
      String text = Files.readString(stat);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]))
          / TICKS_PER_S;
    } catch (IOException e) {
      return 0;
    }
  }
}
