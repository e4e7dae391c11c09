package org.medchain.node.storage;

import java.util.concurrent.atomic.AtomicLong;
import org.medchain.node.storage.SegmentHeader.SegmentKind;

/**
 * How far log and blocks have been forced (STO-20): each names the other's position in its records,
 * the superblock names both. They only grow, and are raised after a force alone: a position that
 * survives in any of these places is true. For any thread.
 */
final class ForcedPositions {
  private final AtomicLong log = new AtomicLong();
  private final AtomicLong blocks = new AtomicLong();

  /**
   * The positions of a store at one time.
   *
   * @param storeId number of the store
   * @param log number of the last record of the log that had been forced; 0 if there was none
   * @param blocks the same for the blocks
   */
  record ForcedMark(long storeId, long log, long blocks) {
    /** Encoded length in bytes. */
    static final int SIZE = 8 + 8 + 8;
  }

  private AtomicLong at(SegmentKind kind) {
    return kind == SegmentKind.LOG ? log : blocks;
  }

  /** Everything up to this record has been forced. */
  void raise(SegmentKind kind, long upTo) {
    at(kind).accumulateAndGet(upTo, Math::max);
  }

  /** The last forced record of a kind. */
  long of(SegmentKind kind) {
    return at(kind).get();
  }

  ForcedMark mark(long storeId) {
    return new ForcedMark(storeId, log.get(), blocks.get());
  }
}
