package org.medchain.faults.hostile;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts by kind and outcome; for any thread. */
final class HostileTable {
  private record Cell(String kind, HostileOutcome outcome) {}

  private final Map<Cell, LongAdder> counts = new ConcurrentHashMap<>();

  void count(String kind, HostileOutcome outcome) {
    counts.computeIfAbsent(new Cell(kind, outcome), cell -> new LongAdder()).increment();
  }

  long of(String kind, HostileOutcome outcome) {
    LongAdder count = counts.get(new Cell(kind, outcome));
    return count == null ? 0 : count.sum();
  }

  long total(HostileOutcome outcome) {
    return counts.entrySet().stream()
        .filter(each -> each.getKey().outcome() == outcome)
        .mapToLong(each -> each.getValue().sum())
        .sum();
  }

  /** All counts. */
  Map<?, Long> sums() {
    return counts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().sum()));
  }
}
