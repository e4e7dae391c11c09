package org.medchain.day.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
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
  private final List<List<Integer>> waiting = new ArrayList<>();
  private final int[] missing;
  private final boolean[] lost;
  private final long[] startNs;
  private final Deque<Integer> ready = new ArrayDeque<>();
  private final Set<String> busy = new HashSet<>();
  private int arrived;
  private int open;

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
   * @param clock ns since its beginning
   */
  StepQueue(List<PlannedStep> steps, LongSupplier clock) {
    this.steps = steps;
    this.clock = clock;
    missing = new int[steps.size()];
    lost = new boolean[steps.size()];
    startNs = new long[steps.size()];
    open = steps.size();
    for (int i = 0; i < steps.size(); i++) {
      waiting.add(new ArrayList<>());
      startNs[i] = steps.get(i).atNs();
      missing[i] = steps.get(i).after().size();
      for (int each : steps.get(i).after()) {
        waiting.get(each).add(i);
      }
    }
  }

  /** The next step; nothing when the day is over. */
  synchronized Optional<DueStep> take() throws InterruptedException {
    Optional<DueStep> next = next();
    while (next.isEmpty() && open > 0) {
      long leftNs =
          arrived == steps.size() ? Long.MAX_VALUE : steps.get(arrived).atNs() - clock.getAsLong();
      // What is done meanwhile wakes all; a time that has come needs no waiting.
      wait(Math.clamp(leftNs / NS_PER_MS, 1, LOOK_MS));
      next = next();
    }
    return next;
  }

  private Optional<DueStep> next() {
    arrive();
    for (Iterator<Integer> each = ready.iterator(); each.hasNext(); ) {
      int step = each.next();
      if (busy.add(person(step))) {
        each.remove();
        return Optional.of(new DueStep(step, startNs[step]));
      }
    }
    return Optional.empty();
  }

  private void arrive() {
    while (arrived < steps.size() && steps.get(arrived).atNs() <= clock.getAsLong()) {
      if (missing[arrived] == 0) {
        ready.addLast(arrived);
      }
      arrived++;
    }
  }

  private String person(int step) {
    return (steps.get(step).doctor() ? "d-" : "p-") + steps.get(step).person();
  }

  /** A step is done. */
  synchronized void done(int step) {
    long nowNs = clock.getAsLong();
    close(step);
    for (int each : waiting.get(step)) {
      missing[each]--;
      if (missing[each] == 0 && !lost[each]) {
        startNs[each] = Math.max(startNs[each], nowNs);
        if (each < arrived) {
          ready.addLast(each);
        }
      }
    }
    notifyAll();
  }

  /** A step failed: what waits for it is lost with it. */
  synchronized void failed(int step) {
    close(step);
    lose(step);
    notifyAll();
  }

  private void close(int step) {
    busy.remove(person(step));
    open--;
  }

  private void lose(int step) {
    for (int each : waiting.get(step)) {
      if (!lost[each]) {
        lost[each] = true;
        open--;
        lose(each);
      }
    }
  }
}
