package org.medchain.day.demo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.medchain.launcher.ShutdownHook;
import org.medchain.launcher.ShutdownHook.Stage;

/**
 * Ctrl-C in a day (PROC-28): the step in flight ends before the processes that it talks to, and no
 * other begins; nothing more is said of the day.
 */
final class DayInterruption implements DayListener, AutoCloseable {
  /** A step that takes longer loses its cluster meanwhile. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Thread player = Thread.currentThread();
  private final Consumer<String> progress;
  private final ShutdownHook hook = new ShutdownHook(Stage.WORK, "day", this::interrupt);
  private boolean playing;
  private boolean interrupted;

  /**
   * Of a day that this thread plays.
   *
   * @param progress gets its lines, until it is interrupted
   */
  DayInterruption(Consumer<String> progress) {
    this.progress = progress;
  }

  /** A line of the day; none after its interruption. */
  synchronized void say(String line) {
    if (!interrupted) {
      progress.accept(line);
    }
  }

  /** Returns when no step is in flight any more. */
  synchronized void interrupt() {
    if (!interrupted) {
      say("interrupted: the step in flight ends, then the processes; nothing stays");
    }
    interrupted = true;
    long endNs = System.nanoTime() + LIMIT.toNanos();
    if (playing) {
      player.interrupt();
    }
    try {
      for (long left = LIMIT.toMillis(); playing && left > 0; left = leftMs(endNs)) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long leftMs(long endNs) {
    return (endNs - System.nanoTime()) / 1_000_000;
  }

  @Override
  public void before(int number) {
    set(true);
  }

  @Override
  public void after(StepResult result) {
    set(false);
  }

  /** Whether a step is in flight; an interrupted day begins no further step and tells of none. */
  private void set(boolean inFlight) {
    boolean over;
    synchronized (this) {
      over = interrupted;
      playing = inFlight && !over;
      notifyAll();
    }
    while (over) {
      LockSupport.park(); // The process ends.
      Thread.interrupted(); // Else the next park would return at once.
    }
  }

  /** The day is over, or broke off. */
  @Override
  public void close() {
    set(false);
    hook.close();
  }
}
