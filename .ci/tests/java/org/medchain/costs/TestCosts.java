package org.medchain.costs;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Writes a line for each test class: its name, its tags, and the CPU seconds that this JVM took
 * meanwhile, together with the processes that it started and that have ended. The file is named by
 * the system property {@value #FILE}; without it nothing is written, as where an IDE runs a test.
 */
public final class TestCosts implements TestExecutionListener {
  static final String FILE = "medchain.test.costs";

  /** What Linux counts in for programs, on every architecture that has a JDK. */
  private static final double TICKS_PER_S = 100;

  /** Of {@code /proc/self/stat}, counted behind the program's name, which may hold anything. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  /** What an earlier build left is replaced by the first line of this JVM. */
  private static boolean begun;

  private double before;

  @Override
  public void executionStarted(TestIdentifier identifier) {
    if (isTopClass(identifier)) {
      before = cpuSeconds();
    }
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    String file = System.getProperty(FILE);
    if (file == null || !isTopClass(identifier)) {
      return;
    }
    String tags =
        identifier.getTags().stream()
            .map(TestTag::getName)
            .sorted()
            .collect(Collectors.joining(" "));
    String name = ((ClassSource) identifier.getSource().orElseThrow()).getClassName();
    String line = String.format(Locale.ROOT, "%s,%s,%.2f%n", name, tags, cpuSeconds() - before);
    try {
      StandardOpenOption how =
          begun ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
      Files.writeString(
          Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
      begun = true;
    } catch (IOException e) {
      // The summary will miss it; no test is worse for it.
      System.err.println("the costs of " + name + " were not written: " + e);
    }
  }

  /** Whether this is a class of its own: what is nested in it counts as its part. */
  private static boolean isTopClass(TestIdentifier identifier) {
    return identifier.getSource().filter(ClassSource.class::isInstance).isPresent()
        && identifier.getUniqueIdObject().getSegments().size() == 2;
  }

  private static double cpuSeconds() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9 + childrenSeconds(Path.of("/proc/self/stat"));
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
