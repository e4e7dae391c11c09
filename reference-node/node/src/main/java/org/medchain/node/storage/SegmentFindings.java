package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.CorruptStoreException.StoreFault;
import org.medchain.node.storage.SegmentHeader.SegmentKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@link SegmentRecovery} found in the segments of a kind (STO-4, STO-21): sound records,
 * faults, and an end that may be cut off if it was never forced.
 */
final class SegmentFindings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentRecovery.class);

  final SegmentKind kind;
  final List<FoundSegment> segments = new ArrayList<>();
  final List<StoreFault> faults = new ArrayList<>();

  /** A file without a header, since its making was cut short. */
  Optional<String> neverBegun = Optional.empty();

  /** What is wrong behind the last sound record of the last segment. */
  Optional<String> tornEnd = Optional.empty();

  /** The record from which on all are there. */
  long runStart;

  /** Number of the last record; one less than the first there will be, if there is none. */
  long last;

  /** How many sound records were read. */
  long records;

  /** The last record that these segments prove to have been forced. */
  long proven;

  /** The same of the other kind's records. */
  long otherProven;

  /** Whether no mark at the end proves the force of the last record. */
  boolean tailUnproven;

  /** A segment that is sound up to {@code end}. */
  record FoundSegment(SegmentHeader header, VolumeFile file, long end) {}

  SegmentFindings(SegmentKind kind) {
    this.kind = kind;
  }

  boolean isEmpty() {
    return segments.isEmpty();
  }

  private FoundSegment lastSegment() {
    return segments.get(segments.size() - 1);
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
      if (segments.get(i).header().first() == runStart) {
        FoundSegment before = segments.get(i - 1);
        fault(before.header().fileName(), before.end(), what);
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
    FoundSegment end = lastSegment();
    String what = tornEnd.orElse("the records end with " + last);
    fault(end.header().fileName(), end.end(), what + ", and " + lost);
  }

  /** Bytes behind the last sound record, which were never forced if nothing is at fault. */
  long unforcedBytes() throws IOException {
    return isEmpty() ? 0 : lastSegment().file().size() - lastSegment().end();
  }

  /** Cuts off what was never forced; only where nothing is at fault. */
  void repair(Volume volume) throws IOException {
    if (neverBegun.isPresent()) {
      String name = neverBegun.get();
      LOG.atInfo().addKeyValue("file", name).log("deleted a segment that was never begun");
      volume.delete(name);
    }
    cutTornSeals(volume);
    long dropped = unforcedBytes();
    if (dropped > 0) {
      LOG.atWarn()
          .addKeyValue("file", lastSegment().header().fileName())
          .addKeyValue("byte", lastSegment().end())
          .addKeyValue("dropped", dropped)
          .log("cut off the end of the store, which had not been forced");
      lastSegment().file().truncate(lastSegment().end());
    }
  }

  /**
   * A torn seal of a segment that another one follows says nothing; but if that one were deleted
   * and this one came back after a power cut, it would look like damage.
   */
  private void cutTornSeals(Volume volume) throws IOException {
    for (FoundSegment each : segments.subList(0, Math.max(0, segments.size() - 1))) {
      if (each.file().size() > each.end()) {
        try (VolumeFile file = volume.open(each.header().fileName())) {
          file.truncate(each.end());
        }
      }
    }
  }

  /** A summary of what was read. */
  String summary(String what) throws IOException {
    long unforced = unforcedBytes();
    String torn =
        unforced == 0 || !faults.isEmpty()
            ? ""
            : "; "
                + unforced
                + " bytes behind all that is known to have been forced: a start cuts them off";
    return what + ": " + records + " records" + torn;
  }

  @Override
  public void close() throws IOException {
    for (FoundSegment each : segments) {
      each.file().close();
    }
  }
}
