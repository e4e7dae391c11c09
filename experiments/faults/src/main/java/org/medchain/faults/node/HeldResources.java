package org.medchain.faults.node;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Memory and processors that something else than the node takes (FN-6). */
final class HeldResources {
  private static final Logger LOG = LoggerFactory.getLogger(HeldResources.class);
  private static final int MIB = 1 << 20;

  /** Too little for a node to work with. */
  private static final long LEFT = 4L * MIB;

  private final List<byte[]> memory = new ArrayList<>();
  private volatile int threads;
  private int started;

  void set(Faults faults) {
    hold((int) faults.number(FaultKey.MEMORY_MIB));
    compute((int) faults.number(FaultKey.CPU_THREADS));
  }

  private void hold(int mib) {
    while (memory.size() > mib) {
      memory.removeLast();
    }
    while (memory.size() < mib && hasRoom()) {
      memory.add(new byte[MIB]);
    }
    if (memory.size() < mib) {
      // What there was is held all the same: it is the node that has to live with the rest.
      LOG.warn("of {} MiB to be held the heap has {}", mib, memory.size());
    }
  }

  /** A full heap would end the process here (NODE-12), and not where the node needs memory. */
  private static boolean hasRoom() {
    if (free() > LEFT) {
      return true;
    }
    System.gc();
    return free() > LEFT;
  }

  private static long free() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory();
  }

  private void compute(int wanted) {
    threads = wanted;
    for (; started < wanted; started++) {
      int number = started;
      Thread.ofPlatform().name("spin-" + number).daemon(true).start(() -> spin(number));
    }
    started = Math.min(started, wanted);
  }

  private void spin(int number) {
    while (number < threads) {
      Thread.onSpinWait();
    }
  }
}
