package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.medchain.data.Bytes;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;
import org.medchain.node.storage.SegmentHeader.SegmentKind;

/**
 * An append-only sequence of records in segment files (STO-2). Not safe for several threads, except
 * for {@link #read}.
 *
 * <p>A segment is begun only when everything before it is forced, and used only when it is itself
 * there durably. So only the last one can end in something torn.
 */
final class SegmentedLog implements AutoCloseable {
  private final Volume volume;
  private final SegmentKind kind;
  private final long store;
  private final StoreOptions options;
  private final ForcedPositions positions;
  private final List<SegmentWriter> segmentFiles = new CopyOnWriteArrayList<>();
  private long last;
  private long recoveredThrough;
  private boolean tailUnproven;

  /**
   * The position of a record.
   *
   * @param segment number of the segment's first record
   * @param position byte in the segment
   */
  record LogRecordPosition(long segment, long position) {}

  /**
   * Continues after the recovered records, or begins the first segment where there are none; all of
   * it is forced first, since it will be acted upon.
   *
   * @param found repaired
   */
  SegmentedLog(SegmentRecovery found, StoreOptions options, ForcedPositions positions)
      throws IOException {
    this.volume = found.volume;
    this.kind = found.kind;
    this.store = found.store;
    this.options = options;
    this.positions = positions;
    this.last = found.last;
    this.tailUnproven = found.tailUnproven;
    segmentFiles.addAll(found.segments);
    if (found.isEmpty()) {
      startSegment(1);
      return;
    }
    sync(active().file);
    forceLastSeal();
    markForced(last);
  }

  /**
   * A kill may have come between the last seal and its force: torn later, when the segment behind
   * it is deleted already, it would look like damage.
   */
  private void forceLastSeal() throws IOException {
    if (segmentFiles.size() > 1) {
      SegmentWriter before = segmentFiles.get(segmentFiles.size() - 2);
      try (VolumeFile file = volume.open(before.header.fileName())) {
        sync(file);
      }
    }
  }

  /** Number of the last record, forced or not; 0 before the first. */
  long last() {
    return last;
  }

  /** Whether there is something that was appended after the last force. */
  boolean isDirty() {
    return last > recoveredThrough;
  }

  private SegmentWriter active() {
    return segmentFiles.get(segmentFiles.size() - 1);
  }

  /**
   * Appends a record, which reaches the file with the next {@link #flush} at the latest.
   *
   * @return its position
   */
  LogRecordPosition append(LogRecordKind record, long tag, Bytes content) throws IOException {
    if (active().end() >= options.segmentBytes()) {
      rollSegment();
    }
    LogRecordPosition place = new LogRecordPosition(active().header.first(), active().end());
    active().append(record, last + 1, positions.by(kind), tag, content);
    last++;
    tailUnproven = record != LogRecordKind.SYNC_MARK;
    return place;
  }

  /** Writes appended records to the file. */
  void flush() throws IOException {
    active().flush();
  }

  /** Returns when everything that was appended is durable. */
  void force() throws IOException {
    flush();
    sync(active().file);
    markForced(last);
  }

  /** The headers of all segments, the oldest first. */
  List<SegmentHeader> segmentHeaders() {
    return segmentFiles.stream().map(part -> part.header).toList();
  }

  /** How many segments there are. */
  int segmentCount() {
    return segmentFiles.size();
  }

  /** The file of {@link #markForced}, for a caller that forces outside of a lock. */
  VolumeFile activeFile() {
    return active().file;
  }

  /** Everything up to this record has been forced. */
  void markForced(long upTo) {
    recoveredThrough = Math.max(recoveredThrough, upTo);
    if (options.force()) {
      positions.raise(kind, upTo);
    }
  }

  /** Forces a file, where forcing is on. */
  void sync(VolumeFile file) throws IOException {
    if (options.force()) {
      file.force();
    }
  }

  private void rollSegment() throws IOException {
    force();
    SegmentWriter old = active();
    startSegment(last + 1);
    // Only now, so that a sealed segment is always followed by the next.
    old.append(LogRecordKind.SEAL, last + 1, positions.by(kind), 0, Bytes.EMPTY);
    old.flush();
    sync(old.file);
    old.seal();
  }

  private void startSegment(long first) throws IOException {
    SegmentHeader header = new SegmentHeader(kind, store, first);
    VolumeFile file = volume.create(header.fileName());
    SegmentWriter begun = SegmentWriter.begin(header, file);
    sync(file);
    if (options.force()) {
      volume.syncDirectory();
    }
    segmentFiles.add(begun);
  }

  /** Deletes the segments that hold nothing from this record on. */
  void deleteSegmentsBefore(long sequence) throws IOException {
    while (segmentFiles.size() > 1 && segmentFiles.get(1).header.first() <= sequence) {
      SegmentWriter part = segmentFiles.remove(0);
      part.file.close();
      volume.delete(part.header.fileName());
    }
  }

  /**
   * The content of the record at a place; from any thread, once it was flushed.
   *
   * @throws CorruptStoreException if it is not there as it was written
   */
  Bytes read(LogRecordPosition place) throws IOException, CorruptStoreException {
    for (SegmentWriter part : segmentFiles) {
      if (part.header.first() == place.segment()) {
        return SegmentScan.content(part.file, part.header, place.position());
      }
    }
    throw new CorruptStoreException(kind.fileName(place.segment()), 0, "the segment is not there");
  }

  /** Forces all, records that in the file, and closes. */
  @Override
  public void close() throws IOException {
    force();
    if (tailUnproven) {
      append(LogRecordKind.SYNC_MARK, 0, Bytes.EMPTY);
      force();
    }
    closeWithoutSync();
  }

  /** Closes the files without further writes. */
  void closeWithoutSync() throws IOException {
    List<SegmentWriter> open = new ArrayList<>(segmentFiles);
    segmentFiles.clear();
    for (SegmentWriter part : open) {
      part.file.close();
    }
  }
}
