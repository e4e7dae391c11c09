package org.medchain.cluster.lifetime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what nobody tells, by looking again and again. */
public final class Polling {
  private Polling() {}

  /**
   * What is awaited.
   *
   * @param <E> why it cannot be known, or never will be so
   */
  @FunctionalInterface
  public interface Condition<E extends Exception> {
    /** Whether it is so now. */
    boolean holds() throws E, InterruptedException;
  }

  /** Whether it was so within the time; it is looked at once at least. */
  public static <E extends Exception> boolean until(
      Duration limit, long everyMs, Condition<E> condition) throws E, InterruptedException {
    long endNs = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() >= endNs) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(everyMs);
    }
    return true;
  }
}
