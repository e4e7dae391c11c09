package org.medchain.cluster;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What real nodes come to, sooner or later. */
public final class Awaited {
  /** Bounds a hang only. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private Awaited() {}

  /** Returns when it holds. */
  public static void await(String what, Callable<Boolean> condition) throws Exception {
    long endNs = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > endNs) {
        throw new TimeoutException("not in time: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
