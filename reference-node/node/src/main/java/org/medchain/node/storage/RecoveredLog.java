package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;

/** What the records of a log's segments say when they are read in their order (STO-12). */
final class RecoveredLog {
  private final List<Long> sequences = new ArrayList<>();
  private final List<Bytes> entries = new ArrayList<>();
  private final NavigableSet<Long> kept = new TreeSet<>();
  private long cut = 1;

  /** Takes in the next record. */
  void show(SegmentHeader segment, RecordHeader header, long position, Bytes content)
      throws IOException {
    switch (header.kind()) {
      case ENTRY -> {
        sequences.add(header.sequence());
        entries.add(content);
      }
      case KEPT -> kept.add(header.tag());
      case CUT -> {
        cut = header.tag();
        kept.clear();
        kept.addAll(heights(segment, position, content));
      }
      case MARK, SEAL, BLOCK -> {}
    }
  }

  private static List<Long> heights(SegmentHeader segment, long position, Bytes content)
      throws IOException {
    try {
      return Decoder.decode(content, in -> in.list(8, Decoder::int64));
    } catch (MalformedInput e) {
      throw new IOException(segment.fileName() + ", byte " + position + ": no list of heights");
    }
  }

  /** Number of the first record that was not forgotten. */
  long cut() {
    return cut;
  }

  /** Heights of the snapshots that must be there. */
  NavigableSet<Long> kept() {
    return kept;
  }

  /** The entries that were not forgotten. */
  List<Bytes> live() {
    int from = 0;
    while (from < entries.size() && sequences.get(from) < cut) {
      from++;
    }
    return List.copyOf(entries.subList(from, entries.size()));
  }
}
