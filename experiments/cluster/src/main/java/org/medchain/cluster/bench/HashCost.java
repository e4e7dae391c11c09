package org.medchain.cluster.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.medchain.data.Hash;

/**
 * The cost of hashing on this machine: with instructions for SHA-256 a fraction of the cost without
 * them, so figures of two machines whose signatures cost the same may still differ.
 */
final class HashCost {
  private static final int ROUNDS = 5;
  private static final int OPERATIONS = 4_000;
  private static final int KIB = 1024;

  private HashCost() {}

  /** Processor time of SHA-256 over 1 KiB, in µs: the best of some rounds. */
  static double usPerKib() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    byte[] content = new byte[KIB];
    for (int i = 0; i < ROUNDS; i++) {
      long before = threads.getCurrentThreadCpuTime();
      for (int j = 0; j < OPERATIONS; j++) {
        // The next content is the last hash, so that no hash can be optimised away.
        content[j % KIB] ^= (byte) Hash.ofArray(content).w0();
      }
      best = Math.min(best, threads.getCurrentThreadCpuTime() - before);
    }
    return best / 1e3 / OPERATIONS;
  }
}
