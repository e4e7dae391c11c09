package org.medchain.node.files;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.medchain.node.failure.FatalError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the rounds of one task for files on a separate thread, with a pause between them. */
public final class FileRounds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FileRounds.class);

  private final String task;
  private final FileRound round;
  private final ScheduledExecutorService thread;

  /** One round. */
  @FunctionalInterface
  public interface FileRound {
    /** Does the due work; a failure ends only this round. */
    void run() throws IOException, InterruptedException;
  }

  /**
   * Begins at once.
   *
   * @param task its name, in the thread's and in messages
   * @param pause from the end of a round to the beginning of the next
   */
  public FileRounds(String task, FileRound round, Duration pause) {
    this.task = task;
    this.round = round;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("files-" + task).factory());
    var unused =
        thread.scheduleWithFixedDelay(this::once, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void once() {
    try {
      round.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      // The next round tries again; an exception that escaped would end all rounds silently.
      log.atError().setCause(e).addKeyValue("task", task).log("a round failed");
    } catch (Error e) {
      FatalError.uncaught(e);
    }
  }

  /** Ends the running round where it waits, and all later ones. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
