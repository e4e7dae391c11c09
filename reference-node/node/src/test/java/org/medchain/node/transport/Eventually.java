package org.medchain.node.transport;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for other threads' effects; the limit only ends a wait that hangs. */
public final class Eventually {
  private static final long LIMIT_SECONDS = 300;

  private Eventually() {}

  /** Returns when the condition holds. */
  public static void until(String what, BooleanSupplier condition) {
    until(() -> what, condition);
  }

  /** The same; the text is made when it fails. */
  public static void until(Supplier<String> what, BooleanSupplier condition) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new AssertionError("not within " + LIMIT_SECONDS + " s: " + what.get());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(2);
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted while waiting: " + what.get(), e);
      }
    }
  }
}
