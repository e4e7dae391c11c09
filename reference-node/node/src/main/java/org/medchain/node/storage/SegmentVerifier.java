package org.medchain.node.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.medchain.node.storage.CorruptStoreException.StoreFault;
import org.medchain.node.storage.SegmentHeader.SegmentKind;

/** Reads all segments of a kind without changing anything, and continues after damage (STO-15). */
final class SegmentVerifier {
  private final Volume volume;
  private final SegmentKind kind;
  private final long store;
  private final List<StoreFault> faults;
  private long records;
  private long unforcedBytes;

  SegmentVerifier(Volume volume, SegmentKind kind, long store, List<StoreFault> faults) {
    this.volume = volume;
    this.kind = kind;
    this.store = store;
    this.faults = faults;
  }

  /** Shows all sound records; problems go to the faults. */
  void run(SegmentScan.LogRecordVisitor visitor) throws IOException {
    List<Long> firsts = SegmentRecovery.firstSequences(volume, kind);
    for (int i = 0; i < firsts.size(); i++) {
      boolean isLast = i == firsts.size() - 1;
      long following = isLast ? 0 : firsts.get(i + 1);
      try (VolumeFile file = volume.open(kind.fileName(firsts.get(i)))) {
        check(file, new SegmentHeader(kind, store, firsts.get(i)), following, visitor);
      }
    }
  }

  private void check(
      VolumeFile file, SegmentHeader expected, long following, SegmentScan.LogRecordVisitor visitor)
      throws IOException {
    String name = expected.fileName();
    Optional<SegmentHeader> header = SegmentScan.header(file);
    if (header.isEmpty() || !header.get().equals(expected)) {
      boolean begun = following > 0 || file.size() > SegmentHeader.SIZE || header.isPresent();
      if (begun) {
        faults.add(new StoreFault(name, 0, "the segment's header is not its own"));
      }
      return;
    }
    SegmentScan scan = new SegmentScan(file, expected);
    SegmentScan.SegmentScanResult result =
        scan.run(
            true,
            (segment, record, position, content) -> {
              records++;
              visitor.visit(segment, record, position, content);
            });
    if (following > 0) {
      if (result.next() != following) {
        faults.add(
            new StoreFault(
                name, result.end(), result.fault().orElse("records are missing behind it")));
      }
      return;
    }
    if (result.sealed()) {
      faults.add(new StoreFault(name, result.end(), "the segment that follows is missing"));
    } else if (result.fault().isPresent()) {
      if (scan.lastProvenAfter(result.end()) >= result.next()) {
        faults.add(new StoreFault(name, result.end(), result.fault().get()));
      } else {
        unforcedBytes = file.size() - result.end();
      }
    }
  }

  /** A summary of what was read. */
  String summary(String what) {
    String torn =
        unforcedBytes == 0
            ? ""
            : "; " + unforcedBytes + " bytes at the end were never forced, which is no damage";
    return what + ": " + records + " records" + torn;
  }
}
