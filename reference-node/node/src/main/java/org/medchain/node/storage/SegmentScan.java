package org.medchain.node.storage;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.LogRecordHeader.ForcedBefore;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;

/** Reads a segment from its beginning as far as it is sound (STO-2, STO-4). */
final class SegmentScan {
  private static final int WHOLE_STEP = 1 << 20;
  private static final int HEADERS_STEP = 1 << 12;

  private final VolumeFile file;
  private final SegmentHeader segment;
  private final LogRecordFormat format;
  private ForcedBefore proven = ForcedBefore.NOTHING;

  /** Is shown every sound record. */
  interface LogRecordVisitor {
    /** The content is empty if contents are not read. */
    void visit(SegmentHeader segment, LogRecordHeader header, long position, Bytes content)
        throws IOException;
  }

  /**
   * How far it is sound.
   *
   * @param end byte after the last sound record
   * @param next the expected number of the record there
   * @param sealed whether the segment is marked as followed by another
   * @param fault at {@code end}; empty if the file ends there
   */
  record SegmentScanResult(long end, long next, boolean sealed, Optional<String> fault) {}

  SegmentScan(VolumeFile file, SegmentHeader segment) {
    this.file = file;
    this.segment = segment;
    this.format = new LogRecordFormat(segment);
  }

  /** Reads a segment's header; empty if there is no record. */
  static Optional<SegmentHeader> header(VolumeFile file) throws IOException {
    FileWindow window = new FileWindow(file, SegmentHeader.SIZE);
    int at = window.require(0, SegmentHeader.SIZE);
    return at < 0
        ? Optional.empty()
        : SegmentHeader.decode(Arrays.copyOf(window.bytes(), SegmentHeader.SIZE));
  }

  /**
   * Reads all records up to the first that is not sound.
   *
   * @param contents whether the contents are read and checked; without, only headers are
   */
  SegmentScanResult run(boolean contents, LogRecordVisitor visitor) throws IOException {
    FileWindow window = new FileWindow(file, contents ? WHOLE_STEP : HEADERS_STEP);
    long at = SegmentHeader.SIZE;
    long next = segment.first();
    while (at < window.fileSize()) {
      Optional<LogRecordHeader> header = headerAt(window, at);
      if (header.isEmpty()) {
        String none = "record " + next + " has no sound header";
        return new SegmentScanResult(at, next, false, Optional.of(none));
      }
      long found = header.get().sequence();
      Optional<String> fault =
          found != next
              ? Optional.of("record " + found + " is in the place of record " + next)
              : contentFault(window, at, header.get(), contents);
      if (fault.isPresent()) {
        return new SegmentScanResult(at, next, false, fault);
      }
      if (header.get().kind() == LogRecordKind.SEAL) {
        return sealed(at + header.get().size(), next, window.fileSize());
      }
      Bytes content = contents ? contentAt(window, at, header.get()) : Bytes.EMPTY;
      visitor.visit(segment, header.get(), at, content);
      at += header.get().size();
      next++;
    }
    return new SegmentScanResult(at, next, false, Optional.empty());
  }

  /** The fault of a record that has a sound header. */
  private Optional<String> contentFault(
      FileWindow window, long at, LogRecordHeader header, boolean read) throws IOException {
    if (header.size() > window.fileSize() - at) {
      return Optional.of("the file ends within record " + header.sequence());
    }
    if (read) {
      int found = window.require(at, header.size());
      int from = found + LogRecordHeader.SIZE;
      if (found < 0
          || format.checksumOf(window.bytes(), from, header.length()) != header.contentChecksum()) {
        return Optional.of(
            "the content of record " + header.sequence() + " does not have its checksum");
      }
    }
    return Optional.empty();
  }

  private static Bytes contentAt(FileWindow window, long at, LogRecordHeader header)
      throws IOException {
    int from = window.require(at, header.size()) + LogRecordHeader.SIZE;
    return Bytes.of(Arrays.copyOfRange(window.bytes(), from, from + header.length()));
  }

  /** The sound header of the record at a place; its content is not read. */
  static Optional<LogRecordHeader> recordHeader(VolumeFile file, SegmentHeader segment, long at)
      throws IOException {
    FileWindow window = new FileWindow(file, LogRecordHeader.SIZE);
    return new SegmentScan(file, segment).headerAt(window, at);
  }

  /**
   * The content of the record at a place.
   *
   * @throws CorruptStoreException if it is not there as it was written
   */
  static Bytes content(VolumeFile file, SegmentHeader segment, long at)
      throws IOException, CorruptStoreException {
    SegmentScan scan = new SegmentScan(file, segment);
    FileWindow window = new FileWindow(file, LogRecordHeader.SIZE);
    Optional<LogRecordHeader> header = scan.headerAt(window, at);
    Optional<String> fault =
        header.isEmpty()
            ? Optional.of("no record has a sound header here")
            : scan.contentFault(window, at, header.get(), true);
    if (fault.isPresent()) {
      throw new CorruptStoreException(segment.fileName(), at, fault.get());
    }
    return contentAt(window, at, header.get());
  }

  private static SegmentScanResult sealed(long end, long next, long size) {
    return new SegmentScanResult(
        end,
        next,
        true,
        end == size ? Optional.empty() : Optional.of("bytes follow the segment's end"));
  }

  private Optional<LogRecordHeader> headerAt(FileWindow window, long at) throws IOException {
    int found = window.require(at, LogRecordHeader.SIZE);
    Optional<LogRecordHeader> header =
        found < 0 ? Optional.empty() : format.read(window.bytes(), found, at);
    header.ifPresent(read -> proven = proven.and(read.forced()));
    return header;
  }

  /** The positions that the headers read so far prove to have been forced. */
  ForcedBefore proven() {
    return proven;
  }

  /**
   * Reads the proofs in later headers, as far as there are any behind byte {@code from}. A header
   * there is either intact or missing: so it can be trusted, even if the bytes between are damaged.
   */
  void readProofsAfter(long from) throws IOException {
    FileWindow window = new FileWindow(file, WHOLE_STEP);
    for (long at = from + 1; at <= window.fileSize() - LogRecordHeader.SIZE; at++) {
      int found = window.require(at, LogRecordHeader.SIZE);
      // Most positions start no record, and the kind shows that without a checksum.
      boolean possible = found >= 0 && isKind(window.bytes()[found + 12]);
      if (possible) {
        var unused = headerAt(window, at);
      }
    }
  }

  private static boolean isKind(byte code) {
    return code >= LogRecordKind.ENTRY.code() && code <= LogRecordKind.PART.code();
  }
}
