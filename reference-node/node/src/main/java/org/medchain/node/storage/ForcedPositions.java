package org.medchain.node.storage;

import java.util.concurrent.atomic.AtomicLong;
import org.medchain.node.storage.LogRecordHeader.ForcedBefore;
import org.medchain.node.storage.SegmentHeader.SegmentKind;

/**
 * How far log and blocks have been forced (STO-20): each names the other's position in its records,
 * the superblock names both. They only grow, and are raised only after a force: a position that
 * survives in any of these places is true. For any thread.
 */
final class ForcedPositions {
  private final AtomicLong log = new AtomicLong();
  private final AtomicLong blocks = new AtomicLong();

  /** Everything up to this record has been forced. */
  void raise(SegmentKind kind, long upTo) {
    (kind == SegmentKind.LOG ? log : blocks).accumulateAndGet(upTo, Math::max);
  }

  /** As a record of this kind names them. */
  ForcedBefore by(SegmentKind kind) {
    return kind == SegmentKind.LOG
        ? new ForcedBefore(log.get(), blocks.get())
        : new ForcedBefore(blocks.get(), log.get());
  }
}
