package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.data.Bytes;
import org.medchain.node.storage.SegmentHeader.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a power cut or a kill left of a sequence of records (STO-3, STO-4; decision 0140):
 * cuts off what was never forced, and refuses what is damaged.
 */
final class SegmentRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentRecovery.class);

  private final Volume volume;
  private final Kind kind;
  private final boolean allContents;
  private final SegmentScan.Visitor visitor;
  private final List<Found.Part> parts = new ArrayList<>();
  private long runStart;
  private boolean unproven;

  /**
   * What is there.
   *
   * @param kind of the records
   * @param store number of the store
   * @param parts the segments, one or more, the oldest first
   * @param runStart the record from which on none is missing
   * @param last number of the last record; one less than the first there will be, if there is none
   * @param unproven whether no later record says that the last one was forced
   */
  record Found(
      Kind kind, long store, List<Part> parts, long runStart, long last, boolean unproven) {
    /** A segment that is sound up to {@code end}, which is where its file ends. */
    record Part(SegmentHeader header, VolumeFile file, long end) {}

    /**
     * Refuses a store in which records are missing.
     *
     * @param needed the first record that must be there
     */
    void checkFrom(long needed) throws DamagedStore {
      if (runStart <= needed) {
        return;
      }
      String what = "records " + needed + " to " + (runStart - 1) + " are not all there";
      for (int i = 1; i < parts.size(); i++) {
        if (parts.get(i).header().first() == runStart) {
          Part before = parts.get(i - 1);
          throw new DamagedStore(before.header().fileName(), before.end(), what);
        }
      }
      throw new DamagedStore(kind.fileName(runStart), 0, what);
    }
  }

  private SegmentRecovery(
      Volume volume, Kind kind, boolean allContents, SegmentScan.Visitor visitor) {
    this.volume = volume;
    this.kind = kind;
    this.allContents = allContents;
    this.visitor = visitor;
  }

  /** Number of the store whose segments these are, as the first readable header says. */
  static OptionalLong storeOf(Volume volume, Kind kind) throws IOException {
    for (long first : firsts(volume, kind)) {
      try (VolumeFile file = volume.open(kind.fileName(first))) {
        Optional<SegmentHeader> header = SegmentScan.header(file);
        if (header.isPresent()) {
          return OptionalLong.of(header.get().store());
        }
      }
    }
    return OptionalLong.empty();
  }

  /** The first record numbers of the segments that there are, ascending. */
  static List<Long> firsts(Volume volume, Kind kind) throws IOException {
    List<Long> firsts = new ArrayList<>();
    for (String name : volume.list()) {
      kind.firstOf(name).ifPresent(firsts::add);
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
  static Optional<Found> recover(
      Volume volume, Kind kind, long store, boolean allContents, SegmentScan.Visitor visitor)
      throws IOException, DamagedStore {
    SegmentRecovery recovery = new SegmentRecovery(volume, kind, allContents, visitor);
    boolean done = false;
    try {
      Optional<Found> found = recovery.run(store);
      done = true;
      return found;
    } finally {
      if (!done) {
        for (Found.Part part : recovery.parts) {
          part.file().close();
        }
      }
    }
  }

  private Optional<Found> run(long store) throws IOException, DamagedStore {
    List<Long> firsts = firsts(volume, kind);
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
        throw new DamagedStore(name, 0, "the segment belongs elsewhere");
      }
      if (i == 0 || next < firsts.get(i)) {
        runStart = firsts.get(i);
      }
      SegmentScan.Result result = scan(i, isLast ? OptionalLong.empty() : next(firsts, i));
      next = result.next();
      sealed = result.sealed();
    }
    for (Found.Part each : parts.subList(0, Math.max(0, parts.size() - 1))) {
      each.file().seal(); // now that it is sure which one is the last
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Found(kind, store, List.copyOf(parts), runStart, next - 1, unproven));
  }

  private static OptionalLong next(List<Long> firsts, int index) {
    return OptionalLong.of(firsts.get(index + 1));
  }

  /** Opens a segment; one whose making was cut short holds nothing yet and is deleted. */
  private Optional<SegmentHeader> open(String name, boolean mayBeTorn)
      throws IOException, DamagedStore {
    VolumeFile file = volume.open(name);
    Optional<SegmentHeader> header = SegmentScan.header(file);
    long size = file.size();
    if (header.isPresent()) {
      parts.add(new Found.Part(header.get(), file, size));
      return header;
    }
    file.close();
    // No record is written before the header is forced.
    if (!mayBeTorn || size > SegmentHeader.SIZE) {
      throw new DamagedStore(name, 0, "the segment's header does not have its checksum");
    }
    LOG.atInfo().addKeyValue("file", name).log("deleted a segment that was never begun");
    volume.delete(name);
    return header;
  }

  private SegmentScan.Result scan(int index, OptionalLong following)
      throws IOException, DamagedStore {
    Found.Part part = parts.get(index);
    SegmentScan scan = new SegmentScan(part.file(), part.header());
    boolean isLast = following.isEmpty();
    SegmentScan.Result result = scan.run(allContents || isLast, this::show);
    if (isLast) {
      checkLast(part, scan, result);
    } else {
      checkClosed(part, result, following.getAsLong());
    }
    parts.set(index, new Found.Part(part.header(), part.file(), result.end()));
    return result;
  }

  private void show(SegmentHeader segment, RecordHeader header, long position, Bytes content)
      throws IOException {
    unproven = header.kind() != RecordHeader.Kind.MARK;
    visitor.record(segment, header, position, content);
  }

  /** Everything in it was forced before the next one was begun, but for the seal. */
  private static void checkClosed(Found.Part part, SegmentScan.Result result, long following)
      throws DamagedStore {
    boolean complete = result.next() == following;
    boolean overlaps = result.next() > following;
    if (overlaps || (result.fault().isPresent() && (!complete || result.sealed()))) {
      throw new DamagedStore(
          part.header().fileName(),
          result.end(),
          result.fault().orElse("record " + following + " stands here and in the next segment"));
    }
  }

  private static void checkLast(Found.Part part, SegmentScan scan, SegmentScan.Result result)
      throws IOException, DamagedStore {
    String name = part.header().fileName();
    if (result.sealed()) {
      throw new DamagedStore(
          name,
          result.end(),
          "the segment "
              + part.header().kind().fileName(result.next())
              + " that follows is missing");
    }
    if (result.fault().isEmpty()) {
      return;
    }
    long proven = scan.provenBehind(result.end());
    if (proven >= result.next()) {
      throw new DamagedStore(
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
