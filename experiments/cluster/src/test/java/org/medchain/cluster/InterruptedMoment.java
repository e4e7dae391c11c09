package org.medchain.cluster;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * When a command is ended.
 *
 * @param begun whether it is counted from the first process beside the command: how long a JVM
 *     takes until then depends on the machine's load
 * @param ms milliseconds later
 */
record InterruptedMoment(boolean begun, long ms) {
  /** Some cases start nothing, or something only after a long computation. */
  private static final long BEGIN_S = 40;

  void await(CommandProcess command) throws Exception {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(BEGIN_S);
    while (begun
        && command.children().isEmpty()
        && command.handle().isAlive()
        && System.nanoTime() < endNs) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    TimeUnit.MILLISECONDS.sleep(ms);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s%d ms", begun ? "begun + " : "", ms);
  }
}
