package org.medchain.node.agency.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.medchain.node.transport.RefusedException;

/** Waits for a condition that nobody reports, by checking again and again. */
public final class Polling {
  private Polling() {}

  /**
   * An awaited condition.
   *
   * @param <E> why it cannot be known, or never will be so
   */
  @FunctionalInterface
  public interface Condition<E extends Exception> {
    /** Whether it is so now. */
    boolean holds() throws E, InterruptedException;
  }

  /** Whether the condition held within the time; it is checked at least once. */
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

  /**
   * An attempt that may be refused now and not a moment later, as by a node that is a block behind.
   *
   * @param <T> what it gives
   * @param <E> what ends it at once
   */
  @FunctionalInterface
  public interface Attempt<T, E extends Exception> {
    /** Makes it. */
    T make() throws E, RefusedException, InterruptedException;
  }

  /**
   * The result of an attempt, which is made at most this often.
   *
   * @throws RefusedException by the last one
   */
  public static <T, E extends Exception> T retried(int tries, long everyMs, Attempt<T, E> attempt)
      throws E, RefusedException, InterruptedException {
    for (int i = 1; ; i++) {
      try {
        return attempt.make();
      } catch (RefusedException e) {
        if (i == tries) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(everyMs);
      }
    }
  }
}
