package org.medchain.cluster.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a process in order (OPS-9): its steps one after the other, each for a limited time, so that
 * one that hangs does not keep the others, nor the process, from ending.
 *
 * @param limit after which the next step begins
 * @param steps in their order
 */
public record GracefulShutdown(Duration limit, List<ShutdownStep> steps) {
  private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdown.class);
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(20);

  /** The action of a step. */
  @FunctionalInterface
  public interface ShutdownAction {
    /** Returns when it is done; is interrupted when its time is over. */
    void run() throws Exception;
  }

  /**
   * A step.
   *
   * @param name for the log
   * @param action of it
   */
  public record ShutdownStep(String name, ShutdownAction action) {}

  /** Has the steps run when the process gets SIGTERM or SIGINT, or ends by itself. */
  public static void install(ShutdownStep... steps) {
    var stop = new GracefulShutdown(USUAL_LIMIT, List.of(steps));
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("orderly-stop").unstarted(stop::shutDown));
  }

  /** Runs the steps; gives what went wrong with each, in one line, empty if nothing did. */
  List<String> shutDown() {
    return steps.stream().map(this::logged).toList();
  }

  private String logged(ShutdownStep step) {
    String trouble = run(step);
    if (trouble.isEmpty()) {
      LOG.atInfo().addKeyValue("step", step.name()).log("stopped");
    } else {
      LOG.atWarn().addKeyValue("step", step.name()).log("not stopped in order: {}", trouble);
    }
    return trouble;
  }

  private String run(ShutdownStep step) {
    FutureTask<?> task =
        new FutureTask<>(
            () -> {
              step.action().run();
              return null;
            });
    Thread.ofPlatform().daemon().name("stop-" + step.name()).start(task);
    try {
      task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return "";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause()).replaceAll("\\s+", " ");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // Its time is over.
    }
    task.cancel(true);
    return "did not end within " + limit.toMillis() + " ms";
  }
}
