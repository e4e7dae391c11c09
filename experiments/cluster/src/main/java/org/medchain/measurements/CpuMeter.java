package org.medchain.measurements;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this thread has spent since a moment: processor time and allocated bytes, and how long the
 * JVM collected garbage meanwhile.
 *
 * @param cpuFrom its processor time then, in ns
 * @param allocatedFrom what it had allocated, in bytes
 * @param collectedFrom how long the JVM had collected, in ms
 */
record CpuMeter(long cpuFrom, long allocatedFrom, long collectedFrom) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static CpuMeter start() {
    return new CpuMeter(
        THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes(), collected());
  }

  private static long collected() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  long cpuNs() {
    return THREADS.getCurrentThreadCpuTime() - cpuFrom;
  }

  long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - allocatedFrom;
  }

  long collectedMs() {
    return collected() - collectedFrom;
  }
}
