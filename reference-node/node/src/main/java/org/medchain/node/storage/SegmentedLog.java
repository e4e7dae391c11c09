package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.medchain.data.Bytes;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;

/**
 * An append-only sequence of records in segment files (STO-2). Not safe for several threads, except
 * for {@link #read}.
 *
 * <p>A segment is begun only when everything before it is forced, and used only when it is itself
 * there durably. So only the last one can end in something torn.
 */
final class SegmentedLog implements AutoCloseable {
  private static final int MIN_BUFFER = 1 << 12;
  private static final int BUFFER = 1 << 20;
  private static final int LARGEST_BUFFER_KEPT = 4 << 20;

  private final Volume volume;
  private final SegmentHeader.SegmentKind kind;
  private final long store;
  private final StoreOptions options;
  private final ForcedPositions positions;
  private final List<OpenSegment> segmentFiles = new CopyOnWriteArrayList<>();
  private byte[] buffer = new byte[MIN_BUFFER];
  private int filled;
  private long last;
  private long recoveredThrough;
  private boolean tailUnproven;

  /** One segment file. */
  private static final class OpenSegment {
    private final SegmentHeader header;
    private final VolumeFile file;
    private final LogRecordFormat format;
    private long end;

    OpenSegment(SegmentHeader header, VolumeFile file, long end) {
      this.header = header;
      this.file = file;
      this.format = new LogRecordFormat(header);
      this.end = end;
    }
  }

  /**
   * The position of a record.
   *
   * @param segment number of the segment's first record
   * @param position byte in the segment
   */
  record LogRecordPosition(long segment, long position) {}

  private SegmentedLog(
      Volume volume,
      SegmentHeader.SegmentKind kind,
      long store,
      StoreOptions options,
      ForcedPositions positions) {
    this.volume = volume;
    this.kind = kind;
    this.store = store;
    this.options = options;
    this.positions = positions;
  }

  /**
   * Continues after the recovered records, or begins the first segment where there are none; all of
   * it is forced first, since it will be acted upon.
   *
   * @param found repaired
   */
  static SegmentedLog open(
      Volume volume, long store, StoreOptions options, ForcedPositions at, SegmentFindings found)
      throws IOException {
    SegmentedLog made = new SegmentedLog(volume, found.kind, store, options, at);
    if (found.isEmpty()) {
      made.startSegment(1);
      return made;
    }
    for (SegmentFindings.FoundSegment part : found.segments) {
      made.segmentFiles.add(new OpenSegment(part.header(), part.file(), part.end()));
    }
    made.last = found.last;
    made.tailUnproven = found.tailUnproven;
    made.sync(made.active().file);
    made.forceLastSeal();
    made.markForced(made.last);
    return made;
  }

  /**
   * A kill may have come between the last seal and its force: torn later, when the segment behind
   * it is deleted already, it would look like damage.
   */
  private void forceLastSeal() throws IOException {
    if (segmentFiles.size() > 1) {
      OpenSegment before = segmentFiles.get(segmentFiles.size() - 2);
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

  private OpenSegment active() {
    return segmentFiles.get(segmentFiles.size() - 1);
  }

  /**
   * Appends a record, which reaches the file with the next {@link #flush} at the latest.
   *
   * @return its position
   */
  LogRecordPosition append(LogRecordKind record, long tag, Bytes content) throws IOException {
    if (active().end >= options.segmentBytes()) {
      rollSegment();
    }
    LogRecordPosition place = new LogRecordPosition(active().header.first(), active().end);
    put(record, last + 1, tag, content);
    last++;
    tailUnproven = record != LogRecordKind.SYNC_MARK;
    return place;
  }

  private void put(LogRecordKind record, long sequence, long tag, Bytes content)
      throws IOException {
    int total = Math.addExact(LogRecordHeader.SIZE, content.size());
    if (filled > 0 && filled + (long) total > BUFFER) {
      flush();
    }
    if (buffer.length - filled < total) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.min(BUFFER, 2 * buffer.length), filled + total));
    }
    OpenSegment part = active();
    write(buffer, filled, part, record, sequence, tag, content);
    filled += total;
    part.end += total;
  }

  /** Each record names what had been forced of these records and of the other ones (STO-20). */
  private void write(
      byte[] target,
      int at,
      OpenSegment part,
      LogRecordKind record,
      long sequence,
      long tag,
      Bytes content) {
    long forced = positions.of(kind);
    long other = positions.of(kind.other());
    part.format.write(target, at, part.end, record, sequence, forced, other, tag, content);
  }

  /** Writes appended records to the file. */
  void flush() throws IOException {
    if (filled > 0) {
      active().file.append(ByteBuffer.wrap(buffer, 0, filled));
      filled = 0;
    }
    if (buffer.length > LARGEST_BUFFER_KEPT) {
      buffer = new byte[BUFFER]; // one entry was very large
    }
  }

  /** Returns when everything that was appended is durable. */
  void force() throws IOException {
    flush();
    sync(active().file);
    markForced(last);
  }

  /** How far this store's log and blocks have been forced. */
  ForcedPositions.ForcedMark forcedMark() {
    return positions.mark(store);
  }

  /** The headers of all segments, the oldest first. */
  List<SegmentHeader> segmentHeaders() {
    return segmentFiles.stream().map(part -> part.header).toList();
  }

  /** How many segments there are. */
  int segmentCount() {
    return segmentFiles.size();
  }

  /** The file that {@link #markForced} speaks of, for who forces outside of a lock. */
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
    OpenSegment old = active();
    startSegment(last + 1);
    // Only now, so that a sealed segment is always followed by the next.
    byte[] seal = new byte[LogRecordHeader.SIZE];
    write(seal, 0, old, LogRecordKind.SEAL, last + 1, 0, Bytes.EMPTY);
    old.end += seal.length;
    old.file.append(ByteBuffer.wrap(seal));
    sync(old.file);
    old.file.seal();
  }

  private void startSegment(long first) throws IOException {
    SegmentHeader header = new SegmentHeader(kind, store, first);
    VolumeFile file = volume.create(header.fileName());
    file.append(ByteBuffer.wrap(header.encoded()));
    sync(file);
    if (options.force()) {
      volume.syncDirectory();
    }
    segmentFiles.add(new OpenSegment(header, file, SegmentHeader.SIZE));
  }

  /** Deletes the segments that hold nothing from this record on. */
  void deleteSegmentsBefore(long sequence) throws IOException {
    while (segmentFiles.size() > 1 && segmentFiles.get(1).header.first() <= sequence) {
      OpenSegment part = segmentFiles.remove(0);
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
    for (OpenSegment part : segmentFiles) {
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
    List<OpenSegment> open = new ArrayList<>(segmentFiles);
    segmentFiles.clear();
    for (OpenSegment part : open) {
      part.file.close();
    }
  }
}
