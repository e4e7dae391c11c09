package org.medchain.node.storage;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.medchain.data.Bytes;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;
import org.medchain.node.storage.SegmentedLog.LogRecordPosition;

/** The position of each height's block, in pages, so that a gap takes no room. */
final class BlockOffsetIndex {
  private static final int PAGE = 1024;

  /**
   * Of {@link #PAGE} heights each: the number of the block's segment and its byte there. Segments
   * count from 1, so 0 is nothing.
   */
  private final TreeMap<Long, long[]> pages = new TreeMap<>();

  private long contiguous;
  private long highest;
  private long count;

  /** Takes in the next record that is read. */
  void visit(SegmentHeader segment, LogRecordHeader header, long position, Bytes content) {
    if (header.kind() == LogRecordKind.BLOCK) {
      put(header.tag(), new LogRecordPosition(segment.first(), position));
    }
  }

  /** Remembers a place; the one that is known of a height already stays. */
  void put(long height, LogRecordPosition place) {
    if (has(height)) {
      return;
    }
    long[] page = pages.computeIfAbsent(height / PAGE, key -> new long[2 * PAGE]);
    int slot = 2 * (int) (height % PAGE);
    page[slot] = place.segment();
    page[slot + 1] = place.position();
    count++;
    highest = Math.max(highest, height);
    while (has(contiguous + 1)) {
      contiguous++;
    }
  }

  /** The position of the block. */
  Optional<LogRecordPosition> get(long height) {
    long[] page = pages.get(height / PAGE);
    int slot = 2 * (int) (height % PAGE);
    return height < 1 || page == null || page[slot] == 0
        ? Optional.empty()
        : Optional.of(new LogRecordPosition(page[slot], page[slot + 1]));
  }

  boolean has(long height) {
    return get(height).isPresent();
  }

  /** The lowest height from this one on that there is. */
  OptionalLong nextFrom(long height) {
    for (long page : pages.tailMap(height / PAGE).keySet()) {
      long first = Math.max(height, page * PAGE);
      for (long each = first; each < (page + 1) * PAGE; each++) {
        if (has(each)) {
          return OptionalLong.of(each);
        }
      }
    }
    return OptionalLong.empty();
  }

  /** The highest height up to which all blocks are there, from 1. */
  long contiguous() {
    return contiguous;
  }

  /** How many heights there are. */
  long count() {
    return count;
  }

  /** The highest height that there is; 0 if there is none. */
  long highest() {
    return highest;
  }
}
