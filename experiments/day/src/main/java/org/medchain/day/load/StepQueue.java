package org.medchain.day.load;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.medchain.comparison.workload.PlannedStep;

/**
 * Hands the steps of a day to workers, each when its time has come, all that it waits for is done,
 * and its person does nothing else (PROC-25). A step waits for a worker after its intended start,
 * which is what its latency counts from: a cluster that is slow hides nothing.
 */
final class StepQueue {
  private static final long NS_PER_MS = 1_000_000;

  /** A wait is not longer. */
  private static final long LOOK_MS = 1000;

  private final List<PlannedStep> steps;
  private final LongSupplier clock;
  private final StepState[] states;
  private final long[] doneNs;
  private final Set<String> busy = new HashSet<>();

  /** The first step that is not over. */
  private int first;

  private enum StepState {
    WAITING,
    RUNNING,
    DONE,
    /** It failed, or one that it waits for is lost. */
    LOST
  }

  /**
   * A step for a worker.
   *
   * @param number of it
   * @param startNs intended start: its time, or when the last was done that it waits for
   */
  record DueStep(int number, long startNs) {}

  /**
   * Of a day that begins now.
   *
   * @param steps in the order of their times
   * @param clock ns since its beginning
   */
  StepQueue(List<PlannedStep> steps, LongSupplier clock) {
    this.steps = steps;
    this.clock = clock;
    states = new StepState[steps.size()];
    Arrays.fill(states, StepState.WAITING);
    doneNs = new long[steps.size()];
  }

  /** The next step; nothing when the day is over. */
  synchronized Optional<DueStep> take() throws InterruptedException {
    Optional<DueStep> next = next();
    while (next.isEmpty() && first < states.length) {
      // What is done meanwhile wakes all; a time that has come needs no waiting.
      wait(Math.clamp(leftNs() / NS_PER_MS, 1, LOOK_MS));
      next = next();
    }
    return next;
  }

  private Optional<DueStep> next() {
    while (first < states.length && isOver(first)) {
      first++;
    }
    for (int i = first; i < states.length && steps.get(i).atNs() <= clock.getAsLong(); i++) {
      PlannedStep step = steps.get(i);
      if (states[i] == StepState.WAITING
          && step.after().stream().allMatch(each -> states[each] == StepState.DONE)
          && busy.add(person(i))) {
        states[i] = StepState.RUNNING;
        long lastNs = step.after().stream().mapToLong(each -> doneNs[each]).max().orElse(0);
        return Optional.of(new DueStep(i, Math.max(step.atNs(), lastNs)));
      }
    }
    return Optional.empty();
  }

  private boolean isOver(int step) {
    return states[step] == StepState.DONE || states[step] == StepState.LOST;
  }

  /** The time to the next step that has not come. */
  private long leftNs() {
    long nowNs = clock.getAsLong();
    return steps.subList(first, steps.size()).stream()
        .mapToLong(each -> each.atNs() - nowNs)
        .filter(leftNs -> leftNs > 0)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private String person(int step) {
    return (steps.get(step).doctor() ? "d-" : "p-") + steps.get(step).person();
  }

  /** A step is done, and what waited for it may begin. */
  synchronized void done(int step) {
    doneNs[step] = clock.getAsLong();
    close(step, StepState.DONE);
  }

  /** A step failed; what waits for it is lost with it. */
  synchronized void failed(int step) {
    lose(step);
    close(step, StepState.LOST);
  }

  private void close(int step, StepState end) {
    states[step] = end;
    busy.remove(person(step));
    notifyAll();
  }

  private void lose(int lost) {
    for (int i = 0; i < states.length; i++) {
      if (states[i] == StepState.WAITING && steps.get(i).after().contains(lost)) {
        states[i] = StepState.LOST;
        lose(i);
      }
    }
  }
}
