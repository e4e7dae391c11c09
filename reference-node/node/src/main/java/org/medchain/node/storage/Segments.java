package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.medchain.data.Bytes;
import org.medchain.node.storage.RecordHeader.Kind;

/**
 * An append-only sequence of records in segment files (STO-2). Not safe for several threads, except
 * for {@link #read}.
 *
 * <p>A segment is begun only when everything before it is forced, and used only when it is itself
 * there durably. So only the last one can end in something torn.
 */
final class Segments implements AutoCloseable {
  private static final int SMALLEST_BUFFER = 1 << 12;
  private static final int BUFFER = 1 << 20;
  private static final int LARGEST_BUFFER_KEPT = 4 << 20;

  private final Volume volume;
  private final SegmentHeader.Kind kind;
  private final long store;
  private final StoreOptions options;
  private final List<Part> parts = new CopyOnWriteArrayList<>();
  private byte[] buffer = new byte[SMALLEST_BUFFER];
  private int filled;
  private long last;
  private long forced;
  private long settled;
  private boolean unproven;

  /** One segment file. */
  private static final class Part {
    private final SegmentHeader header;
    private final VolumeFile file;
    private final RecordFormat format;
    private long end;

    Part(SegmentHeader header, VolumeFile file, long end) {
      this.header = header;
      this.file = file;
      this.format = new RecordFormat(header);
      this.end = end;
    }
  }

  /**
   * Where a record lies.
   *
   * @param segment number of the segment's first record
   * @param position byte in the segment
   */
  record Place(long segment, long position) {}

  private Segments(Volume volume, SegmentHeader.Kind kind, long store, StoreOptions options) {
    this.volume = volume;
    this.kind = kind;
    this.store = store;
    this.options = options;
  }

  /** Begins a store's first segment. */
  static Segments create(Volume volume, SegmentHeader.Kind kind, long store, StoreOptions options)
      throws IOException {
    Segments made = new Segments(volume, kind, store, options);
    made.begin(1);
    return made;
  }

  /** Goes on behind what was recovered; all of it is forced first, since it will be acted upon. */
  static Segments resume(Volume volume, StoreOptions options, SegmentRecovery.Found found)
      throws IOException {
    Segments made = new Segments(volume, found.kind(), found.store(), options);
    for (SegmentRecovery.Found.Part part : found.parts()) {
      made.parts.add(new Part(part.header(), part.file(), part.end()));
    }
    made.last = found.last();
    made.unproven = found.unproven();
    made.sync(made.active().file);
    made.markForced(made.last);
    return made;
  }

  /** Number of the last record, forced or not; 0 before the first. */
  long last() {
    return last;
  }

  /** Number of the first record that is still there, or of the first there will be. */
  long first() {
    return parts.get(0).header.first();
  }

  /** Whether there is something that was appended after the last force. */
  boolean isDirty() {
    return last > settled;
  }

  private Part active() {
    return parts.get(parts.size() - 1);
  }

  /**
   * Appends a record, which reaches the file with the next {@link #flush} at the latest.
   *
   * @return where it will lie
   */
  Place append(Kind record, long tag, Bytes content) throws IOException {
    if (active().end >= options.segmentBytes()) {
      roll();
    }
    Place place = new Place(active().header.first(), active().end);
    put(record, last + 1, tag, content);
    last++;
    unproven = record != Kind.MARK;
    return place;
  }

  private void put(Kind record, long sequence, long tag, Bytes content) throws IOException {
    int total = Math.addExact(RecordHeader.SIZE, content.size());
    if (filled > 0 && filled + (long) total > BUFFER) {
      flush();
    }
    if (buffer.length - filled < total) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.min(BUFFER, 2 * buffer.length), filled + total));
    }
    Part part = active();
    part.format.write(buffer, filled, part.end, record, sequence, forced, tag, content);
    filled += total;
    part.end += total;
  }

  /** Hands what was appended to the file. */
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

  /** Whether forcing is on. */
  boolean isForced() {
    return options.force();
  }

  /** The file that {@link #markForced} speaks of, for who forces outside of a lock. */
  VolumeFile activeFile() {
    return active().file;
  }

  /** Everything up to this record has been forced. */
  void markForced(long upTo) {
    settled = Math.max(settled, upTo);
    if (options.force()) {
      forced = Math.max(forced, upTo);
    }
  }

  private void sync(VolumeFile file) throws IOException {
    if (options.force()) {
      file.force();
    }
  }

  private void roll() throws IOException {
    force();
    Part old = active();
    begin(last + 1);
    // Only now, so that a segment that says another follows is always followed by it.
    byte[] seal = new byte[RecordHeader.SIZE];
    old.format.write(seal, 0, old.end, Kind.SEAL, last + 1, forced, 0, Bytes.EMPTY);
    old.end += seal.length;
    old.file.append(ByteBuffer.wrap(seal));
    sync(old.file);
    old.file.seal();
  }

  private void begin(long first) throws IOException {
    SegmentHeader header = new SegmentHeader(kind, store, first);
    VolumeFile file = volume.create(header.fileName());
    file.append(ByteBuffer.wrap(header.encoded()));
    sync(file);
    if (options.force()) {
      volume.forceFolder();
    }
    parts.add(new Part(header, file, SegmentHeader.SIZE));
  }

  /**
   * Deletes the segments that hold nothing from this record on.
   *
   * @return how many
   */
  int dropBefore(long sequence) throws IOException {
    int dropped = 0;
    while (parts.size() > 1 && parts.get(1).header.first() <= sequence) {
      Part part = parts.remove(0);
      part.file.close();
      volume.delete(part.header.fileName());
      dropped++;
    }
    return dropped;
  }

  /**
   * The content of the record at a place; from any thread, once it was flushed.
   *
   * @throws DamagedStore if it is not there as it was written
   */
  Bytes read(Place place) throws IOException, DamagedStore {
    for (Part part : parts) {
      if (part.header.first() == place.segment()) {
        return read(part, place.position());
      }
    }
    throw new DamagedStore(kind.fileName(place.segment()), 0, "the segment is not there");
  }

  private static Bytes read(Part part, long position) throws IOException, DamagedStore {
    String name = part.header.fileName();
    RecordFormat format = new RecordFormat(part.header);
    byte[] head = new byte[RecordHeader.SIZE];
    if (part.file.read(position, ByteBuffer.wrap(head)) < head.length) {
      throw new DamagedStore(name, position, "the file ends within a record");
    }
    RecordHeader header =
        format
            .read(head, 0, position)
            .orElseThrow(() -> new DamagedStore(name, position, "no sound header of a record"));
    long size = part.file.size();
    if (header.size() > size - position) {
      throw new DamagedStore(name, position, "the file ends within a record");
    }
    byte[] content = new byte[header.length()];
    int read = part.file.read(position + RecordHeader.SIZE, ByteBuffer.wrap(content));
    if (read < content.length || format.checksumOf(content, 0, read) != header.contentChecksum()) {
      throw new DamagedStore(
          name, position, "the content of record " + header.sequence() + " has another checksum");
    }
    return Bytes.of(content);
  }

  /** Forces all, says in the file that it did, and closes. */
  @Override
  public void close() throws IOException {
    force();
    if (unproven) {
      append(Kind.MARK, 0, Bytes.EMPTY);
      force();
    }
    abandon();
  }

  /** Closes the files and leaves it at what is in them. */
  void abandon() throws IOException {
    List<Part> open = new ArrayList<>(parts);
    parts.clear();
    for (Part part : open) {
      part.file.close();
    }
  }
}
