package org.medchain.cluster.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a process in order (OPS-9): its steps one after the other, once, each for a limited time,
 * so that one that hangs does not keep the others, nor the process, from ending.
 */
public final class GracefulShutdown {
  private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdown.class);

  private final List<NamedShutdownStep> steps = new ArrayList<>();
  private List<ShutdownStepResult> report = List.of();
  private boolean started;

  /** The action of a step. */
  @FunctionalInterface
  public interface ShutdownStep {
    /** Returns when it is done; is interrupted when its time is over. */
    void run() throws Exception;
  }

  private record NamedShutdownStep(String name, Duration limit, ShutdownStep step) {}

  /**
   * How a step ended.
   *
   * @param name of the step
   * @param error what went wrong, in one line; empty if nothing did
   */
  public record ShutdownStepResult(String name, String error) {}

  /**
   * Adds a step after the others.
   *
   * @param name for the log
   * @param limit after which the next step begins
   * @throws IllegalStateException if the stop has begun
   */
  public synchronized GracefulShutdown addStep(String name, Duration limit, ShutdownStep step) {
    if (started) {
      throw new IllegalStateException("the process is stopping; no step can be added: " + name);
    }
    steps.add(new NamedShutdownStep(name, limit, step));
    return this;
  }

  /** Has the steps run when the process gets SIGTERM or SIGINT, or ends by itself. */
  public void install() {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("orderly-stop").unstarted(this::shutDown));
  }

  /** Runs the steps; a later caller waits until they ended, and gets the same report. */
  public synchronized List<ShutdownStepResult> shutDown() {
    if (!started) {
      started = true;
      report = steps.stream().map(GracefulShutdown::runStep).toList();
    }
    return report;
  }

  private static ShutdownStepResult runStep(NamedShutdownStep named) {
    String trouble = run(named);
    if (trouble.isEmpty()) {
      LOG.atInfo().addKeyValue("step", named.name()).log("stopped");
    } else {
      LOG.atWarn().addKeyValue("step", named.name()).log("not stopped in order: {}", trouble);
    }
    return new ShutdownStepResult(named.name(), trouble);
  }

  private static String run(NamedShutdownStep named) {
    FutureTask<?> task =
        new FutureTask<>(
            () -> {
              named.step().run();
              return null;
            });
    Thread.ofPlatform().daemon().name("stop-" + named.name()).start(task);
    try {
      task.get(named.limit().toMillis(), TimeUnit.MILLISECONDS);
      return "";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause()).replaceAll("\\s+", " ");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // Its time is over.
    }
    task.cancel(true);
    return "did not end within " + named.limit().toMillis() + " ms";
  }
}
