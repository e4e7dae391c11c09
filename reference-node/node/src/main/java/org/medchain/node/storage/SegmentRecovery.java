package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.data.Bytes;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.SegmentFindings.FoundSegment;
import org.medchain.node.storage.SegmentHeader.SegmentKind;
import org.medchain.node.storage.SegmentScan.SegmentScanResult;

/**
 * Reads the segments of a kind after any end of their process, and changes nothing (STO-3, STO-4;
 * decision 0140). It continues behind a fault, so that all faults are named.
 */
final class SegmentRecovery {
  private final Volume volume;
  private final SegmentKind kind;
  private final long store;
  private final boolean allContents;
  private final SegmentScan.LogRecordVisitor visitor;
  private final SegmentFindings findings;
  private long next;
  private boolean sealed;

  private SegmentRecovery(
      Volume volume,
      SegmentKind kind,
      long store,
      boolean allContents,
      SegmentScan.LogRecordVisitor visitor) {
    this.volume = volume;
    this.kind = kind;
    this.store = store;
    this.allContents = allContents;
    this.visitor = visitor;
    this.findings = new SegmentFindings(kind);
  }

  /**
   * Number of the store whose segments these are, from the first readable header.
   *
   * @throws IOException also if that is of another version
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
    List<Long> firsts = new ArrayList<>();
    for (String name : volume.list()) {
      kind.firstFromFileName(name).ifPresent(firsts::add);
    }
    return firsts;
  }

  /**
   * Reads the records.
   *
   * @param store to which they must belong
   * @param allContents whether to check the contents in all segments, or only in the last one
   * @param visitor is shown all sound records in their order; without contents where none are read
   */
  static SegmentFindings read(
      Volume volume,
      SegmentKind kind,
      long store,
      boolean allContents,
      SegmentScan.LogRecordVisitor visitor)
      throws IOException {
    SegmentRecovery recovery = new SegmentRecovery(volume, kind, store, allContents, visitor);
    try {
      recovery.run();
      return recovery.findings;
    } catch (IOException | RuntimeException | Error e) {
      recovery.findings.close();
      throw e;
    }
  }

  private void run() throws IOException {
    List<Long> firsts = firstSequences(volume, kind);
    for (int i = 0; i < firsts.size(); i++) {
      boolean isLast = i == firsts.size() - 1;
      if (!open(firsts.get(i), isLast && !sealed)) {
        sealed = false;
        continue;
      }
      if (findings.segments.size() == 1 || next < firsts.get(i)) {
        findings.runStart = firsts.get(i);
      }
      SegmentScanResult result =
          scan(isLast ? OptionalLong.empty() : OptionalLong.of(firsts.get(i + 1)));
      next = result.next();
      sealed = result.sealed();
    }
    findings.last = Math.max(0, next - 1);
    List<FoundSegment> found = findings.segments;
    for (FoundSegment each : found.subList(0, Math.max(0, found.size() - 1))) {
      each.file().seal(); // now that it is sure which one is the last
    }
  }

  /**
   * Opens a segment; false if it cannot be read.
   *
   * @param mayBeUnbegun whether its making may have been cut short: then it holds nothing yet
   */
  private boolean open(long first, boolean mayBeUnbegun) throws IOException {
    String name = kind.fileName(first);
    VolumeFile file = volume.open(name);
    Optional<SegmentHeader> header = SegmentScan.header(file);
    if (header.isPresent() && header.get().equals(new SegmentHeader(kind, store, first))) {
      findings.segments.add(new FoundSegment(header.get(), file, file.size()));
      return true;
    }
    // No record is written before the header is forced.
    if (header.isEmpty() && mayBeUnbegun && file.size() <= SegmentHeader.SIZE) {
      findings.neverBegun = Optional.of(name);
    } else {
      findings.fault(
          name,
          0,
          header.isPresent()
              ? "the segment belongs elsewhere"
              : "the segment's header does not have its checksum");
    }
    file.close();
    return false;
  }

  private SegmentScanResult scan(OptionalLong following) throws IOException {
    int index = findings.segments.size() - 1;
    FoundSegment part = findings.segments.get(index);
    SegmentScan scan = new SegmentScan(part.file(), part.header());
    boolean isLast = following.isEmpty();
    SegmentScanResult result = scan.run(allContents || isLast, this::visit);
    if (result.fault().isPresent()) {
      scan.readProofsAfter(result.end());
    }
    if (isLast) {
      checkLast(part, result);
    } else {
      checkClosed(part, result, following.getAsLong());
    }
    findings.proven = Math.max(findings.proven, scan.forced());
    findings.otherProven = Math.max(findings.otherProven, scan.otherForced());
    findings.segments.set(index, new FoundSegment(part.header(), part.file(), result.end()));
    return result;
  }

  private void visit(SegmentHeader segment, LogRecordHeader header, long position, Bytes content)
      throws IOException {
    findings.records++;
    findings.tailUnproven = header.kind() != LogRecordHeader.LogRecordKind.SYNC_MARK;
    visitor.visit(segment, header, position, content);
  }

  private void checkClosed(FoundSegment part, SegmentScanResult result, long following) {
    closedFault(result, following)
        .ifPresent(what -> findings.fault(part.header().fileName(), result.end(), what));
  }

  /**
   * What is wrong with a segment that another one follows: everything in it was forced before that
   * one was begun, except the seal.
   *
   * @param following number of the first record of the next segment
   */
  static Optional<String> closedFault(SegmentScanResult result, long following) {
    if (result.next() > following) {
      return Optional.of("record " + following + " stands here and in the next segment");
    }
    boolean tornSeal = result.next() == following && !result.sealed();
    return tornSeal ? Optional.empty() : result.fault();
  }

  private void checkLast(FoundSegment part, SegmentScanResult result) {
    if (result.sealed()) {
      String following = kind.fileName(result.next());
      findings.fault(
          part.header().fileName(),
          result.end(),
          "the segment " + following + " that follows is missing");
    } else {
      findings.tornEnd = result.fault();
    }
  }
}
