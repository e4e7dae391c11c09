package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.CorruptStoreException.StoreFault;
import org.medchain.node.storage.LogRecordHeader.ForcedBefore;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;
import org.medchain.node.storage.SegmentHeader.SegmentKind;
import org.medchain.node.storage.SegmentScan.LogRecordVisitor;
import org.medchain.node.storage.SegmentScan.SegmentScanResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the segments of a kind after any end of their process, and judges them (STO-3, STO-4,
 * STO-21; decision 0140): sound records, faults, and an end that may be cut off if it was never
 * forced. It continues behind a fault, so that all faults are named, and changes nothing before
 * {@link #repair}.
 */
final class SegmentRecovery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentRecovery.class);

  final Volume volume;
  final SegmentKind kind;
  final long store;

  /** Those that can be read, to be continued behind their last sound record. */
  final List<SegmentWriter> segments = new ArrayList<>();

  final List<StoreFault> faults = new ArrayList<>();

  /** A file without a header, since its making was cut short. */
  Optional<String> neverBegun = Optional.empty();

  /** The fault behind the last sound record of the last segment. */
  Optional<String> tornEnd = Optional.empty();

  /** The record from which on all are there. */
  long runStart;

  /** Number of the last record; one less than the first there will be, if there is none. */
  long last;

  /** How many sound records were read. */
  long records;

  /** The positions that these segments prove to have been forced. */
  ForcedBefore proven = ForcedBefore.NOTHING;

  /** Whether no mark at the end proves the force of the last record. */
  boolean tailUnproven;

  /**
   * Reads the records.
   *
   * @param store to which they must belong
   * @param allContents whether to check the contents in all segments, or only in the last one
   * @param visitor is shown all sound records in their order; without contents where none are read
   */
  SegmentRecovery(
      Volume volume, SegmentKind kind, long store, boolean allContents, LogRecordVisitor visitor)
      throws IOException {
    this.volume = volume;
    this.kind = kind;
    this.store = store;
    try {
      run(allContents, visitor);
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Number of the store whose segments these are, from the first readable header.
   *
   * @throws IOException also if that header has another version
   */
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
    return volume.list().stream()
        .flatMapToLong(name -> kind.firstFromFileName(name).stream())
        .boxed()
        .toList();
  }

  private void run(boolean allContents, LogRecordVisitor visitor) throws IOException {
    List<Long> firsts = firstSequences(volume, kind);
    boolean sealed = false;
    long next = 0;
    for (int i = 0; i < firsts.size(); i++) {
      boolean isLast = i == firsts.size() - 1;
      SegmentHeader header = new SegmentHeader(kind, store, firsts.get(i));
      VolumeFile file = volume.open(header.fileName());
      if (!isReadable(header, file, isLast && !sealed)) {
        file.close();
        sealed = false;
        continue;
      }
      if (segments.isEmpty() || next < header.first()) {
        runStart = header.first();
      }
      segments.add(new SegmentWriter(header, file, file.size()));
      SegmentScan scan = new SegmentScan(file, header);
      SegmentScanResult result =
          scan.run(
              allContents || isLast,
              (segment, record, position, content) -> {
                records++;
                tailUnproven = record.kind() != LogRecordKind.SYNC_MARK;
                visitor.visit(segment, record, position, content);
              });
      if (result.fault().isPresent()) {
        scan.readProofsAfter(result.end());
      }
      if (isLast) {
        checkLast(header, result);
      } else {
        closedFault(result, firsts.get(i + 1))
            .ifPresent(what -> fault(header.fileName(), result.end(), what));
      }
      proven = proven.and(scan.proven());
      segments.set(segments.size() - 1, new SegmentWriter(header, file, result.end()));
      next = result.next();
      sealed = result.sealed();
    }
    last = Math.max(0, next - 1);
    for (SegmentWriter each : allButLast()) {
      each.file.seal(); // now that it is sure which one is the last
    }
  }

  private List<SegmentWriter> allButLast() {
    return segments.subList(0, Math.max(0, segments.size() - 1));
  }

  /**
   * Whether the file of a segment can be read.
   *
   * @param mayBeUnbegun whether its making may have been cut short: then it holds nothing yet
   */
  private boolean isReadable(SegmentHeader expected, VolumeFile file, boolean mayBeUnbegun)
      throws IOException {
    Optional<SegmentHeader> header = SegmentScan.header(file);
    if (header.equals(Optional.of(expected))) {
      return true;
    }
    // No record is written before the header is forced.
    if (header.isEmpty() && mayBeUnbegun && file.size() <= SegmentHeader.SIZE) {
      neverBegun = Optional.of(expected.fileName());
    } else {
      fault(
          expected.fileName(),
          0,
          header.isPresent()
              ? "the segment belongs elsewhere"
              : "the segment's header does not have its checksum");
    }
    return false;
  }

  /**
   * The fault of a segment that another one follows: everything in it was forced before that one
   * was begun, except the seal.
   *
   * @param following number of the first record of the next segment
   */
  static Optional<String> closedFault(SegmentScanResult result, long following) {
    if (result.next() > following) {
      return Optional.of("record " + following + " is here and in the next segment");
    }
    boolean tornSeal = result.next() == following && !result.sealed();
    return tornSeal ? Optional.empty() : result.fault();
  }

  private void checkLast(SegmentHeader segment, SegmentScanResult result) {
    if (result.sealed()) {
      String following = kind.fileName(result.next());
      String what = "the segment " + following + " that follows is missing";
      fault(segment.fileName(), result.end(), what);
    } else {
      tornEnd = result.fault();
    }
  }

  boolean isEmpty() {
    return segments.isEmpty();
  }

  void fault(String file, long at, String what) {
    faults.add(new StoreFault(file, at, what));
  }

  /**
   * A store in which records are missing is damaged.
   *
   * @param needed the first record that must be there
   */
  void requireFrom(long needed) {
    if (isEmpty() || runStart <= needed || !faults.isEmpty()) {
      return;
    }
    String what = "records " + needed + " to " + (runStart - 1) + " are not all there";
    for (int i = 1; i < segments.size(); i++) {
      if (segments.get(i).header.first() == runStart) {
        SegmentWriter before = segments.get(i - 1);
        fault(before.header.fileName(), before.end(), what);
        return;
      }
    }
    fault(kind.fileName(runStart), 0, what);
  }

  /**
   * STO-20: records that had been forced are missing if anything knows of more than there are.
   *
   * @param forced number of a record that had been forced
   * @param witness that says so
   */
  void requireUpTo(long forced, String witness) {
    if (forced <= last || !faults.isEmpty()) {
      return;
    }
    String lost = "records up to " + forced + " had been forced, which is known from " + witness;
    if (isEmpty()) {
      String all =
          kind == SegmentKind.LOG ? "the log is missing, and " : "all blocks are missing, and ";
      fault(kind.fileName(1), 0, all + lost);
      return;
    }
    SegmentWriter end = segments.getLast();
    String what = tornEnd.orElse("the records end with " + last);
    fault(end.header.fileName(), end.end(), what + ", and " + lost);
  }

  /** Bytes behind the last sound record, which were never forced if nothing is at fault. */
  long unforcedBytes() throws IOException {
    return isEmpty() ? 0 : segments.getLast().file.size() - segments.getLast().end();
  }

  /** Cuts off what was never forced; only where nothing is at fault. */
  void repair() throws IOException {
    if (neverBegun.isPresent()) {
      String name = neverBegun.get();
      LOG.atInfo().addKeyValue("file", name).log("deleted a segment that was never begun");
      volume.delete(name);
    }
    cutTornSeals();
    long dropped = unforcedBytes();
    if (dropped > 0) {
      LOG.atWarn()
          .addKeyValue("file", segments.getLast().header.fileName())
          .addKeyValue("byte", segments.getLast().end())
          .addKeyValue("dropped", dropped)
          .log("cut off the end of the store, which had not been forced");
      segments.getLast().file.truncate(segments.getLast().end());
    }
  }

  /**
   * A torn seal of a segment that another one follows says nothing; but if that one were deleted
   * and this one came back after a power cut, it would look like damage.
   */
  private void cutTornSeals() throws IOException {
    for (SegmentWriter each : allButLast()) {
      if (each.file.size() > each.end()) {
        try (VolumeFile file = volume.open(each.header.fileName())) {
          file.truncate(each.end());
        }
      }
    }
  }

  /** A summary of the read records. */
  String summary(String what) throws IOException {
    long unforced = unforcedBytes();
    String torn =
        unforced == 0 || !faults.isEmpty()
            ? ""
            : "; %s bytes behind all that is known to have been forced: a start cuts them off"
                .formatted(unforced);
    return what + ": " + records + " records" + torn;
  }

  @Override
  public void close() throws IOException {
    for (SegmentWriter each : segments) {
      each.file.close();
    }
  }
}
