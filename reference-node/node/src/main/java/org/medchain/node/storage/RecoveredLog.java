package org.medchain.node.storage;

import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.MalformedInput;

/** The log that the records of its segments, read in order, contain (STO-12). */
final class RecoveredLog {
  private final NavigableMap<Long, Bytes> entries = new TreeMap<>();
  private final NavigableSet<Long> snapshotHeights = new TreeSet<>();
  private long firstLive = 1;

  /** Takes in the next record. */
  void visit(SegmentHeader segment, LogRecordHeader header, long position, Bytes content)
      throws IOException {
    switch (header.kind()) {
      case ENTRY -> entries.put(header.sequence(), content);
      case SNAPSHOT -> snapshotHeights.add(header.tag());
      case TRUNCATION -> {
        firstLive = header.tag();
        entries.headMap(firstLive).clear();
        snapshotHeights.clear();
        snapshotHeights.addAll(heights(segment, position, content));
      }
      case SYNC_MARK, SEAL, BLOCK, PART -> {}
    }
  }

  private static List<Long> heights(SegmentHeader segment, long position, Bytes content)
      throws IOException {
    try {
      return Codec.INT64.list().decoded(content);
    } catch (MalformedInput e) {
      throw new IOException(segment.fileName() + ", byte " + position + ": no list of heights");
    }
  }

  /** Number of the first record that was not deleted. */
  long firstLive() {
    return firstLive;
  }

  /** Heights of the snapshots that must be there. */
  NavigableSet<Long> snapshotHeights() {
    return snapshotHeights;
  }

  /** The entries that were not deleted. */
  List<Bytes> liveEntries() {
    return List.copyOf(entries.values());
  }
}
