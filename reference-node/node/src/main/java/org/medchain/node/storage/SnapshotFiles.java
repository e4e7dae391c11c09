package org.medchain.node.storage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.CorruptStoreException.StoreFault;
import org.medchain.node.storage.LogRecordHeader.ForcedBefore;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;
import org.medchain.node.storage.SegmentHeader.SegmentKind;
import org.medchain.node.storage.SegmentScan.SegmentScanResult;

/**
 * The durable snapshots, one file each, written under another name and renamed when it is whole
 * (STO-10). Reading is for any thread.
 */
final class SnapshotFiles {
  private final Volume volume;
  private final long store;
  private final NavigableSet<Long> heights = new ConcurrentSkipListSet<>();

  SnapshotFiles(Volume volume, long store) {
    this.volume = volume;
    this.store = store;
  }

  /**
   * From now on these can be loaded; unfinished ones, and all others, are deleted.
   *
   * @param kept heights of those that are durable according to the log, and were checked
   */
  void recover(NavigableSet<Long> kept) throws IOException {
    for (String name : volume.list()) {
      long height = SegmentKind.SNAPSHOT.firstFromFileName(name).orElse(-1);
      if (name.endsWith(DurableFile.UNFINISHED) || (height >= 0 && !kept.contains(height))) {
        volume.delete(name);
      }
    }
    heights.addAll(kept);
  }

  /** The faults of the snapshot of this height, which has to be there; reads all of it. */
  List<StoreFault> faults(long height) throws IOException {
    try (VolumeFile file = volume.open(fileName(height))) {
      requireLength(file, height);
      SegmentScanResult found =
          new SegmentScan(file, header(height)).run(true, (segment, record, at, content) -> {});
      return found.fault().stream()
          .map(what -> new StoreFault(fileName(height), found.end(), what))
          .toList();
    } catch (NoSuchFileException e) {
      String missing = "the snapshot is missing, and the log says it was durable";
      return List.of(new StoreFault(fileName(height), 0, missing));
    } catch (CorruptStoreException e) {
      return e.faults();
    }
  }

  /** The name of the file of a height. */
  static String fileName(long height) {
    return SegmentKind.SNAPSHOT.fileName(height);
  }

  private SegmentHeader header(long height) {
    return new SegmentHeader(SegmentKind.SNAPSHOT, store, height);
  }

  /** Byte at which a part's record begins; of the number behind the last, that of the seal. */
  static long position(long part) {
    return SegmentHeader.SIZE + part * (LogRecordHeader.SIZE + (long) SnapshotPart.BYTES);
  }

  /** Bytes of the file of a snapshot of this length: all parts but the last are full. */
  static long fileSize(long length) {
    long records = SnapshotPart.countFor(length) + 1;
    return SegmentHeader.SIZE + records * LogRecordHeader.SIZE + length;
  }

  /** The work between two pieces of a file. */
  interface PieceWritten {
    /** The file has a further piece, which is not forced; if this throws, no snapshot is there. */
    void after(VolumeFile file) throws IOException;
  }

  /**
   * Writes a snapshot; returns when it is durable. It is encoded in pieces of a MiB, so that it
   * takes little memory (STO-32).
   *
   * @return its encoded length in bytes
   */
  long write(long height, Snapshot snapshot, PieceWritten between) throws IOException {
    DeferredBytes content = snapshot.pieces();
    DurableFile.write(volume, fileName(height), file -> writeParts(file, height, content, between));
    return content.size();
  }

  /** From now on it is loaded: the log's entry about it is durable. */
  void publish(long height) {
    heights.add(height);
  }

  private void writeParts(VolumeFile file, long height, DeferredBytes content, PieceWritten between)
      throws IOException {
    SegmentWriter out = SegmentWriter.begin(header(height), file);
    long length = content.size();
    long sequence = height;
    for (long from = 0; from < length; from += SnapshotPart.BYTES) {
      int size = (int) Math.min(SnapshotPart.BYTES, length - from);
      if (out.isFullFor(size)) {
        out.flush();
        between.after(file);
      }
      Bytes part = content.piece(from, size);
      out.append(LogRecordKind.PART, sequence, ForcedBefore.NOTHING, length, part);
      sequence++;
    }
    out.append(LogRecordKind.SEAL, sequence, ForcedBefore.NOTHING, 0, Bytes.EMPTY);
    out.flush();
  }

  /** The highest durable one up to this height; 0 if there is none. */
  long upTo(long height) {
    Long highest = heights.floor(height);
    return highest == null ? 0 : highest;
  }

  /** The heights of the durable ones, from this one on. */
  List<Long> heightsFrom(long height) {
    return List.copyOf(heights.tailSet(height, true));
  }

  /** Deletes the snapshots under {@code height}. */
  void deleteBelow(long height) throws IOException {
    NavigableSet<Long> old = heights.headSet(height, false);
    for (Long each = old.pollFirst(); each != null; each = old.pollFirst()) {
      volume.delete(fileName(each));
    }
  }

  /**
   * The snapshot in the file of this height, whose state is read piece by piece.
   *
   * @throws StorageFailureException if it is not there as it was written; its pieces throw it too
   * @throws org.medchain.data.MalformedInput if it is not a snapshot
   */
  Snapshot read(long height) {
    DeferredBytes content;
    try (VolumeFile file = volume.open(fileName(height))) {
      long size = requireLength(file, height);
      content = DeferredBytes.of(size, (from, length) -> piece(height, from, length));
    } catch (IOException | CorruptStoreException e) {
      throw new StorageFailureException(e);
    }
    return content.decode(
        in -> {
          Bytes context = in.bytes();
          long size = in.count();
          in.leaveRest();
          long start = content.size() - size;
          return new Snapshot(
              context,
              DeferredBytes.of(size, (from, length) -> content.piece(start + from, length)));
        });
  }

  private Bytes piece(long height, long from, int length) {
    try (VolumeFile file = volume.open(fileName(height))) {
      byte[] filled = new byte[length];
      int done = 0;
      while (done < length) {
        long part = (from + done) / SnapshotPart.BYTES;
        int skipped = (int) ((from + done) % SnapshotPart.BYTES);
        Bytes content = SegmentScan.content(file, header(height), position(part));
        int count = Math.min(content.size() - skipped, length - done);
        content.copyTo(skipped, filled, done, count);
        done += count;
      }
      return Bytes.of(filled);
    } catch (IOException | CorruptStoreException e) {
      throw new StorageFailureException(e);
    }
  }

  /** The length of the snapshot in a file that is as long as that needs. */
  private long requireLength(VolumeFile file, long height)
      throws IOException, CorruptStoreException {
    Optional<LogRecordHeader> first =
        SegmentScan.header(file).equals(Optional.of(header(height)))
            ? SegmentScan.recordHeader(file, header(height), position(0))
            : Optional.empty();
    long length = first.map(LogRecordHeader::tag).orElse(0L);
    if (length <= 0) {
      throw new CorruptStoreException(fileName(height), 0, "the snapshot's header is not its own");
    }
    if (file.size() != fileSize(length)) {
      throw new CorruptStoreException(
          fileName(height),
          Math.min(file.size(), fileSize(length)),
          "the file has " + file.size() + " bytes instead of " + fileSize(length));
    }
    return length;
  }
}
