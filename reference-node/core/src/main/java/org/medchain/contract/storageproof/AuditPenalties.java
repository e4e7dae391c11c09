package org.medchain.contract.storageproof;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.Sole;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Codec;

/**
 * The price of each past audit for a holder that missed it: the penalty of the rules under which it
 * ended, however late it is counted (GAME-4; decision 0130).
 */
final class AuditPenalties {
  /** How many penalties are kept; of older ones the lowest counts. */
  static final int MAX_KEPT = 16;

  /** The most bytes of the list, its key included. */
  static final int MAX_BYTES = 1 + 1 + MAX_KEPT * AuditPenalty.SIZE;

  static final Table<Sole, List<AuditPenalty>> PENALTIES =
      new Table<>(0x49, "penalties of audits", Table.SOLE, Codec.of(AuditPenalty.class).list());

  private AuditPenalties() {}

  private static List<AuditPenalty> of(WorldState state) {
    return PENALTIES.get(state, Sole.ENTRY).orElse(List.of());
  }

  /** The state in which missing the audit that ends now, and later ones, costs so much. */
  static WorldState ended(WorldState state, AuditRound audit, long points) {
    List<AuditPenalty> all = new ArrayList<>(of(state));
    if (!all.isEmpty() && all.getLast().points() == points) {
      return state;
    }
    all.add(new AuditPenalty(audit.number(), points));
    if (all.size() > MAX_KEPT) {
      AuditPenalty oldest = all.removeFirst();
      long lower = Math.min(oldest.points(), all.getFirst().points());
      all.set(0, new AuditPenalty(oldest.first(), lower));
    }
    return PENALTIES.put(state, Sole.ENTRY, List.copyOf(all));
  }

  /** The price of missing all audits from one to another, which are over: at most 2^63 - 1. */
  static long due(WorldState state, long first, long last) {
    long due = 0;
    long until = last;
    for (AuditPenalty each : of(state).reversed()) {
      long missed = until - Math.max(first, each.first()) + 1;
      if (missed > 0) {
        due = plus(due, missed, each.points());
        until -= missed;
      }
    }
    return due;
  }

  private static long plus(long sum, long times, long points) {
    boolean fits = points == 0 || times <= (Long.MAX_VALUE - sum) / points;
    return fits ? sum + times * points : Long.MAX_VALUE;
  }
}
