package org.medchain.claims.records;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.medchain.claims.experiment.RawTable;

/** Queries for records by who asked and how, and what became of them. For one thread. */
final class AccessTally {
  /**
   * What is counted together.
   *
   * @param keeper whether the reader's node keeps the ledger, or it supervises it
   * @param way how it asked
   * @param role of the reader
   */
  record AccessWay(boolean keeper, String way, String role) {}

  private static final class AccessCounts {
    private long asked;
    private long answered;
    private long withoutRight;
    private long refusedWithRight;
  }

  private final Map<AccessWay, AccessCounts> counts = new LinkedHashMap<>();

  AccessTally() {}

  /** A query was answered. */
  void answered(AccessWay way, boolean hasRight) {
    AccessCounts of = of(way);
    of.asked++;
    of.answered++;
    of.withoutRight += hasRight ? 0 : 1;
  }

  /**
   * A query was refused.
   *
   * @param despiteRight whether the reader had a right, and nothing else was in the way
   */
  void refused(AccessWay way, boolean despiteRight) {
    AccessCounts of = of(way);
    of.asked++;
    of.refusedWithRight += despiteRight ? 1 : 0;
  }

  private AccessCounts of(AccessWay way) {
    return counts.computeIfAbsent(way, each -> new AccessCounts());
  }

  /** Queries of readers that keep the ledger, or of those that do not. */
  long asked(boolean keeper) {
    return sum(keeper, each -> each.asked);
  }

  /** How many of them were answered. */
  long answered(boolean keeper) {
    return sum(keeper, each -> each.answered);
  }

  /** How many of them were answered though the reader has no right. */
  long withoutRight(boolean keeper) {
    return sum(keeper, each -> each.withoutRight);
  }

  private long sum(boolean keeper, ToLongFunction<AccessCounts> of) {
    return counts.entrySet().stream()
        .filter(each -> each.getKey().keeper() == keeper)
        .mapToLong(each -> of.applyAsLong(each.getValue()))
        .sum();
  }

  /** How many were refused to a reader with a right. */
  long refusedWithRight() {
    return counts.values().stream().mapToLong(each -> each.refusedWithRight).sum();
  }

  /** Writes a row for each way and role. */
  void write(RawTable raw) {
    counts.forEach(
        (way, of) ->
            raw.row(
                way.way(),
                way.role(),
                of.asked,
                of.answered,
                of.withoutRight,
                of.refusedWithRight));
  }
}
