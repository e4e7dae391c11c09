package org.medchain.launcher;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Something to be done if this process is told to end, until it is closed. Hooks of one stage run
 * at the same time, those of a later one when those of the earlier ones have ended: work, then the
 * processes that it uses, then the files that they write.
 */
public final class ShutdownHook implements AutoCloseable {
  private static final long LIMIT_S = 20;
  private static final Set<ShutdownHook> OPEN = ConcurrentHashMap.newKeySet();

  private final Stage stage;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** When a hook runs. */
  public enum Stage {
    /** Ends work in flight. */
    WORK,
    /** Ends processes. */
    PROCESSES,
    /** Removes files. */
    FILES
  }

  /** Ends processes, from now on; at once where this process is ending already. */
  public ShutdownHook(String name, Runnable what) {
    this(Stage.PROCESSES, name, what);
  }

  /**
   * From now on; at once where this process is ending already.
   *
   * @param name of its thread
   */
  public ShutdownHook(Stage stage, String name, Runnable what) {
    this.stage = stage;
    thread = new Thread(() -> run(what), name);
    OPEN.add(this);
    try {
      Runtime.getRuntime().addShutdownHook(thread);
    } catch (IllegalStateException e) {
      OPEN.remove(this);
      what.run(); // Hooks have begun: no new one is taken.
    }
  }

  private void run(Runnable what) {
    try {
      awaitEarlierStages();
      what.run();
    } finally {
      ended.countDown();
    }
  }

  /** What takes too long may not keep later stages from their work. */
  private void awaitEarlierStages() {
    try {
      for (ShutdownHook each : OPEN) {
        if (each.stage.compareTo(stage) < 0 && !each.ended.await(LIMIT_S, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** No longer. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
      OPEN.remove(this);
      ended.countDown();
    } catch (IllegalStateException e) {
      return; // The process ends, and the hook runs.
    }
  }
}
