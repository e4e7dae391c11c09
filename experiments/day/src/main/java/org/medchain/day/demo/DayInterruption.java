package org.medchain.day.demo;

import java.util.function.Consumer;
import org.medchain.launcher.ShutdownHook;
import org.medchain.launcher.ShutdownHook.Stage;

/** Ctrl-C in a day (PROC-28): its processes end, and nothing more is said of it. */
final class DayInterruption implements AutoCloseable {
  private final Consumer<String> progress;
  private final ShutdownHook hook = new ShutdownHook(Stage.WORK, "day", this::interrupt);
  private boolean interrupted;

  /**
   * Of a day that begins.
   *
   * @param progress gets its lines, until it is interrupted
   */
  DayInterruption(Consumer<String> progress) {
    this.progress = progress;
  }

  /** A line of the day; after its interruption who says it waits for the end of the process. */
  synchronized void say(String line) {
    awaitEndIfInterrupted();
    progress.accept(line);
  }

  synchronized void awaitEndIfInterrupted() {
    while (interrupted) {
      try {
        wait();
      } catch (InterruptedException e) {
        // The process ends all the same.
      }
    }
  }

  synchronized void interrupt() {
    progress.accept("interrupted: the processes end; nothing stays");
    interrupted = true;
  }

  @Override
  public void close() {
    hook.close();
  }
}
