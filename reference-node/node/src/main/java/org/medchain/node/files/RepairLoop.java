package org.medchain.node.files;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.medchain.node.failure.FatalError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the rounds of {@link ReplicaRepair} on a thread of its own, with a pause between them. */
public final class RepairLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RepairLoop.class);

  private final ReplicaRepair repair;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("files-repair").factory());

  private RepairLoop(ReplicaRepair repair) {
    this.repair = repair;
  }

  /**
   * Begins at once.
   *
   * @param pause from the end of a round to the beginning of the next
   */
  public static RepairLoop start(ReplicaRepair repair, Duration pause) {
    RepairLoop loop = new RepairLoop(repair);
    var unused =
        loop.thread.scheduleWithFixedDelay(loop::round, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    return loop;
  }

  private void round() {
    try {
      repair.round(System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      // The next round tries again; an exception that escaped would end all rounds silently.
      log.atError().setCause(e).log("a round of repair failed");
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
