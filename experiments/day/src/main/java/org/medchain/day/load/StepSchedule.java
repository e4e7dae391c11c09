package org.medchain.day.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.medchain.comparison.workload.PlannedStep;

/**
 * When each step of a day is done (PROC-25): not before its time, after all that it waits for, and
 * one step of a person at a time. What waits for a step that failed is lost with it.
 */
final class StepSchedule {
  private static final long LOST = -1;

  private final StepAction action;
  private final ExecutorService workers;
  private final long beganNs = System.nanoTime();
  private final Map<String, CompletableFuture<Long>> lastOfPerson = new HashMap<>();

  /** Does a step. */
  @FunctionalInterface
  interface StepAction {
    /**
     * Whether it succeeded.
     *
     * @param startNs when it could be done first, on the clock of the day
     * @param nowNs on that clock, nanoseconds since the day began
     */
    boolean run(PlannedStep step, long startNs, LongSupplier nowNs) throws InterruptedException;
  }

  private StepSchedule(StepAction action, ExecutorService workers) {
    this.action = action;
    this.workers = workers;
  }

  /** Returns when each step is done or lost. */
  static void run(List<PlannedStep> steps, int workers, StepAction action)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      StepSchedule day = new StepSchedule(action, pool);
      List<CompletableFuture<Long>> ends = new ArrayList<>();
      for (PlannedStep step : steps) {
        List<CompletableFuture<Long>> before = step.after().stream().map(ends::get).toList();
        ends.add(all(before).thenCompose(unused -> day.after(before, step)));
      }
      all(ends).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a step broke down", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Long>> ends) {
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Long> after(List<CompletableFuture<Long>> before, PlannedStep step) {
    if (before.stream().anyMatch(each -> each.join() == LOST)) {
      return CompletableFuture.completedFuture(LOST);
    }
    long lastNs = before.stream().mapToLong(CompletableFuture::join).max().orElse(0);
    long startNs = Math.max(step.atNs(), lastNs);
    return CompletableFuture.runAsync(
            () -> {},
            CompletableFuture.delayedExecutor(startNs - nowNs(), TimeUnit.NANOSECONDS, workers))
        .thenCompose(unused -> queued(step, startNs));
  }

  private synchronized CompletableFuture<Long> queued(PlannedStep step, long startNs) {
    String person = (step.doctor() ? "d-" : "p-") + step.person();
    CompletableFuture<Long> before =
        lastOfPerson.getOrDefault(person, CompletableFuture.completedFuture(LOST));
    CompletableFuture<Long> own = before.thenApplyAsync(unused -> done(step, startNs), workers);
    lastOfPerson.put(person, own);
    return own;
  }

  private long done(PlannedStep step, long startNs) {
    try {
      return action.run(step, startNs, this::nowNs) ? nowNs() : LOST;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return LOST;
    }
  }

  private long nowNs() {
    return System.nanoTime() - beganNs;
  }
}
