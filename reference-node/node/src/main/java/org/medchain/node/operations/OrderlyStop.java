package org.medchain.node.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a process in order (OPS-9): its steps one after the other, once, each for a limited time,
 * so that one that hangs does not keep the others, nor the process, from ending.
 */
public final class OrderlyStop {
  private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);

  private final List<Named> steps = new ArrayList<>();
  private List<Ended> report = List.of();
  private boolean begun;

  /** What is done in a step. */
  @FunctionalInterface
  public interface Step {
    /** Returns when it is done; is interrupted when its time is over. */
    void run() throws Exception;
  }

  private record Named(String name, Duration limit, Step step) {}

  /**
   * How a step ended.
   *
   * @param name of the step
   * @param trouble what went wrong, in one line; empty if nothing did
   */
  public record Ended(String name, String trouble) {}

  /**
   * Adds a step after the others.
   *
   * @param name for the log
   * @param limit after which the next step begins
   * @throws IllegalStateException if the stop has begun
   */
  public synchronized OrderlyStop then(String name, Duration limit, Step step) {
    if (begun) {
      throw new IllegalStateException("the process is stopping; no step can be added: " + name);
    }
    steps.add(new Named(name, limit, step));
    return this;
  }

  /** Has the steps run when the process is told to end (SIGTERM, SIGINT) or ends by itself. */
  public void install() {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("orderly-stop")
                .unstarted(
                    () -> {
                      var unused = stop();
                    }));
  }

  /** Runs the steps; whoever comes later waits until they ended, and gets the same report. */
  public synchronized List<Ended> stop() {
    if (!begun) {
      begun = true;
      report = steps.stream().map(OrderlyStop::ended).toList();
    }
    return report;
  }

  private static Ended ended(Named named) {
    String trouble = run(named);
    if (trouble.isEmpty()) {
      LOG.atInfo().addKeyValue("step", named.name()).log("stopped");
    } else {
      LOG.atWarn().addKeyValue("step", named.name()).log("not stopped in order: {}", trouble);
    }
    return new Ended(named.name(), trouble);
  }

  private static String run(Named named) {
    AtomicReference<String> trouble = new AtomicReference<>("");
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("stop-" + named.name())
            .start(
                () -> {
                  try {
                    named.step().run();
                  } catch (Exception e) {
                    trouble.set(String.valueOf(e).replaceAll("\\s+", " "));
                  }
                });
    try {
      if (thread.join(named.limit())) {
        return trouble.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
    return "did not end within " + named.limit().toMillis() + " ms";
  }
}
