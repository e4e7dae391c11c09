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

  /** Starts a timer, or starts it once more. */
  void start(Timer timer, long ns) {
    due.remove(timer);
    due.put(timer, ns);
  }

  /** Whether it was running. */
  boolean stop(Timer timer) {
    return due.remove(timer) != null;
  }

  void clear() {
    due.clear();
  }

  /** In the order in which they were started. */
  Set<Timer> running() {
    return due.keySet();
  }

  /** When the first one is due; never without one. */
  long earliestNs() {
    long first = Long.MAX_VALUE;
    for (long each : due.values()) {
      first = Math.min(first, each);
    }
    return first;
  }

  /** The one that is due first. */
  Optional<Timer> earliest() {
    long first = earliestNs();
    return due.entrySet().stream()
        .filter(each -> each.getValue() == first)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
