package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.data.Bytes;
import org.medchain.node.storage.SegmentHeader.SegmentKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recovers a sequence of records after a power failure or a kill (STO-3, STO-4; decision 0140):
 * cuts off unforced records, and refuses damaged ones.
 */
final class SegmentRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentRecovery.class);

  private final Volume volume;
  private final SegmentKind kind;
  private final boolean allContents;
  private final SegmentScan.LogRecordVisitor visitor;
  private final List<RecoveredSegments.RecoveredSegment> parts = new ArrayList<>();
  private long runStart;
  private boolean tailUnproven;

  /**
   * The recovered log.
   *
   * @param kind of the records
   * @param storeId number of the store
   * @param segments the segments, one or more, the oldest first
   * @param runStart the record from which on all are there
   * @param last number of the last record; one less than the first there will be, if there is none
   * @param tailUnproven whether no later record proves the force of the last one
   */
  record RecoveredSegments(
      SegmentKind kind,
      long storeId,
      List<RecoveredSegment> segments,
      long runStart,
      long last,
      boolean tailUnproven) {
    /** A segment that is sound up to {@code end}, which is where its file ends. */
    record RecoveredSegment(SegmentHeader header, VolumeFile file, long end) {}

    /**
     * Refuses a store in which records are missing.
     *
     * @param needed the first record that must be there
     */
    void requireFrom(long needed) throws CorruptStoreException {
      if (runStart <= needed) {
        return;
      }
      String what = "records " + needed + " to " + (runStart - 1) + " are not all there";
      for (int i = 1; i < segments.size(); i++) {
        if (segments.get(i).header().first() == runStart) {
          RecoveredSegment before = segments.get(i - 1);
          throw new CorruptStoreException(before.header().fileName(), before.end(), what);
        }
      }
      throw new CorruptStoreException(kind.fileName(runStart), 0, what);
    }
  }

  private SegmentRecovery(
      Volume volume, SegmentKind kind, boolean allContents, SegmentScan.LogRecordVisitor visitor) {
    this.volume = volume;
    this.kind = kind;
    this.allContents = allContents;
    this.visitor = visitor;
  }

  /** Number of the store whose segments these are, from the first readable header. */
  static OptionalLong storeIdOf(Volume volume, SegmentKind kind) throws IOException {
    for (long first : firstSequences(volume, kind)) {
      try (VolumeFile file = volume.open(kind.fileName(first))) {
        Optional<SegmentHeader> header = SegmentScan.header(file);
        if (header.isPresent()) {
          return OptionalLong.of(header.get().storeId());
        }
      }
    }
    return OptionalLong.empty();
  }

  /** The first record numbers of the segments that there are, ascending. */
  static List<Long> firstSequences(Volume volume, SegmentKind kind) throws IOException {
    List<Long> firsts = new ArrayList<>();
    for (String name : volume.list()) {
      kind.firstFromFileName(name).ifPresent(firsts::add);
    }
    return firsts;
  }

  /**
   * Recovers the records.
   *
   * @param store to which they must belong
   * @param allContents whether to check the contents in all segments, or only in the last one
   * @param visitor is shown all records in their order; without contents where none are read
   * @return empty if there are no segments
   */
  static Optional<RecoveredSegments> recover(
      Volume volume,
      SegmentKind kind,
      long store,
      boolean allContents,
      SegmentScan.LogRecordVisitor visitor)
      throws IOException, CorruptStoreException {
    SegmentRecovery recovery = new SegmentRecovery(volume, kind, allContents, visitor);
    boolean done = false;
    try {
      Optional<RecoveredSegments> found = recovery.run(store);
      done = true;
      return found;
    } finally {
      if (!done) {
        for (RecoveredSegments.RecoveredSegment part : recovery.parts) {
          part.file().close();
        }
      }
    }
  }

  private Optional<RecoveredSegments> run(long store) throws IOException, CorruptStoreException {
    List<Long> firsts = firstSequences(volume, kind);
    long next = 0;
    boolean sealed = false;
    for (int i = 0; i < firsts.size(); i++) {
      boolean isLast = i == firsts.size() - 1;
      String name = kind.fileName(firsts.get(i));
      Optional<SegmentHeader> header = open(name, isLast && !sealed);
      if (header.isEmpty()) {
        break;
      }
      if (!header.get().equals(new SegmentHeader(kind, store, firsts.get(i)))) {
        throw new CorruptStoreException(name, 0, "the segment belongs elsewhere");
      }
      if (i == 0 || next < firsts.get(i)) {
        runStart = firsts.get(i);
      }
      SegmentScan.SegmentScanResult result =
          scan(i, isLast ? OptionalLong.empty() : next(firsts, i));
      next = result.next();
      sealed = result.sealed();
    }
    for (RecoveredSegments.RecoveredSegment each :
        parts.subList(0, Math.max(0, parts.size() - 1))) {
      each.file().seal(); // now that it is sure which one is the last
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RecoveredSegments(
                kind, store, List.copyOf(parts), runStart, next - 1, tailUnproven));
  }

  private static OptionalLong next(List<Long> firsts, int index) {
    return OptionalLong.of(firsts.get(index + 1));
  }

  /** Opens a segment; one whose making was cut short holds nothing yet and is deleted. */
  private Optional<SegmentHeader> open(String name, boolean mayBeTorn)
      throws IOException, CorruptStoreException {
    VolumeFile file = volume.open(name);
    Optional<SegmentHeader> header = SegmentScan.header(file);
    long size = file.size();
    if (header.isPresent()) {
      parts.add(new RecoveredSegments.RecoveredSegment(header.get(), file, size));
      return header;
    }
    file.close();
    // No record is written before the header is forced.
    if (!mayBeTorn || size > SegmentHeader.SIZE) {
      throw new CorruptStoreException(name, 0, "the segment's header does not have its checksum");
    }
    LOG.atInfo().addKeyValue("file", name).log("deleted a segment that was never begun");
    volume.delete(name);
    return header;
  }

  private SegmentScan.SegmentScanResult scan(int index, OptionalLong following)
      throws IOException, CorruptStoreException {
    RecoveredSegments.RecoveredSegment part = parts.get(index);
    SegmentScan scan = new SegmentScan(part.file(), part.header());
    boolean isLast = following.isEmpty();
    SegmentScan.SegmentScanResult result = scan.run(allContents || isLast, this::visit);
    if (isLast) {
      checkLast(part, scan, result);
    } else {
      checkClosed(part, result, following.getAsLong());
    }
    parts.set(
        index, new RecoveredSegments.RecoveredSegment(part.header(), part.file(), result.end()));
    return result;
  }

  private void visit(SegmentHeader segment, LogRecordHeader header, long position, Bytes content)
      throws IOException {
    tailUnproven = header.kind() != LogRecordHeader.LogRecordKind.SYNC_MARK;
    visitor.visit(segment, header, position, content);
  }

  /** Everything in it was forced before the next one was begun, except the seal. */
  private static void checkClosed(
      RecoveredSegments.RecoveredSegment part, SegmentScan.SegmentScanResult result, long following)
      throws CorruptStoreException {
    boolean complete = result.next() == following;
    boolean overlaps = result.next() > following;
    if (overlaps || (result.fault().isPresent() && (!complete || result.sealed()))) {
      throw new CorruptStoreException(
          part.header().fileName(),
          result.end(),
          result.fault().orElse("record " + following + " stands here and in the next segment"));
    }
  }

  private static void checkLast(
      RecoveredSegments.RecoveredSegment part,
      SegmentScan scan,
      SegmentScan.SegmentScanResult result)
      throws IOException, CorruptStoreException {
    String name = part.header().fileName();
    if (result.sealed()) {
      throw new CorruptStoreException(
          name,
          result.end(),
          "the segment "
              + part.header().kind().fileName(result.next())
              + " that follows is missing");
    }
    if (result.fault().isEmpty()) {
      return;
    }
    long proven = scan.lastProvenAfter(result.end());
    if (proven >= result.next()) {
      throw new CorruptStoreException(
          name,
          result.end(),
          result.fault().get() + ", and records up to " + proven + " had been forced");
    }
    LOG.atWarn()
        .addKeyValue("file", name)
        .addKeyValue("byte", result.end())
        .addKeyValue("dropped", part.file().size() - result.end())
        .log("cut off the end of the store, which had not been forced");
    part.file().truncate(result.end());
  }
}
