package org.medchain.faults.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.Timer;

/**
 * The running timers of one party; of equal ones the one that was started first is the earliest.
 */
final class TimerSet {
  private final Map<Timer, Long> due = new LinkedHashMap<>();
  private Timer earliest;
  private long earliestNs = Long.MAX_VALUE;
  private boolean known = true;

  /** Starts a timer, or starts it once more. */
  void start(Timer timer, long ns) {
    due.remove(timer);
    due.put(timer, ns);
    known = false;
  }

  /** Whether it was running. */
  boolean stop(Timer timer) {
    known = false;
    return due.remove(timer) != null;
  }

  void clear() {
    due.clear();
    known = false;
  }

  /** In the order in which they were started. */
  Set<Timer> running() {
    return due.keySet();
  }

  /** When the first one is due; never without one. */
  long earliestNs() {
    if (!known) {
      search();
    }
    return earliestNs;
  }

  /** The one that is due first. */
  Optional<Timer> earliest() {
    return earliestNs() == Long.MAX_VALUE ? Optional.empty() : Optional.of(earliest);
  }

  private void search() {
    known = true;
    earliestNs = Long.MAX_VALUE;
    for (Map.Entry<Timer, Long> each : due.entrySet()) {
      if (each.getValue() < earliestNs) {
        earliestNs = each.getValue();
        earliest = each.getKey();
      }
    }
  }
}
