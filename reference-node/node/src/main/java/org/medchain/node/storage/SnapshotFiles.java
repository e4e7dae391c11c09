package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import org.medchain.consensus.DeferredBytes;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.CorruptStoreException.StoreFault;

/**
 * The durable snapshots, one file each, written under another name and renamed when it is whole
 * (STO-10). Reading is for any thread.
 */
final class SnapshotFiles {
  private static final int PARTS_AT_ONCE = 16;

  private final Volume volume;
  private final long store;
  private final NavigableSet<Long> heights = new ConcurrentSkipListSet<>();

  SnapshotFiles(Volume volume, long store) {
    this.volume = volume;
    this.store = store;
  }

  /**
   * From now on these can be loaded; what is unfinished, and all others, are deleted.
   *
   * @param kept heights of those that are durable according to the log, and were checked
   */
  void recover(NavigableSet<Long> kept) throws IOException {
    for (String name : volume.list()) {
      long height = SnapshotHeader.heightOf(name).orElse(-1);
      if (name.endsWith(DurableFile.UNFINISHED) || (height >= 0 && !kept.contains(height))) {
        volume.delete(name);
      }
    }
    heights.addAll(kept);
  }

  /** What is wrong with the snapshot of this height, which has to be there; reads all of it. */
  List<StoreFault> faults(long height) throws IOException {
    String name = SnapshotHeader.fileName(height);
    try (VolumeFile file = volume.open(name)) {
      SnapshotHeader header = header(file, height);
      for (int part = 0; part < header.partCount(); part++) {
        read(file, header, part);
      }
      return List.of();
    } catch (NoSuchFileException e) {
      return List.of(
          new StoreFault(name, 0, "the snapshot is missing, and the log says it was durable"));
    } catch (CorruptStoreException e) {
      return e.faults();
    }
  }

  /** Whether any file in the folder is a snapshot. */
  static boolean anyIn(Volume volume) throws IOException {
    return volume.list().stream().anyMatch(name -> SnapshotHeader.heightOf(name).isPresent());
  }

  /** What is done between two pieces of a file. */
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
    SnapshotHeader header = new SnapshotHeader(store, height, content.size());
    DurableFile.write(
        volume,
        SnapshotHeader.fileName(height),
        file -> writeParts(file, header, content, between));
    return content.size();
  }

  /** From now on it is loaded: the log's entry about it is durable. */
  void publish(long height) {
    heights.add(height);
  }

  private static void writeParts(
      VolumeFile file, SnapshotHeader header, DeferredBytes content, PieceWritten between)
      throws IOException {
    int room = SnapshotPart.BYTES + SnapshotHeader.CHECKSUM;
    byte[] buffer = new byte[(int) Math.min(header.fileSize(), (long) PARTS_AT_ONCE * room)];
    ByteBuffer view = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    file.append(ByteBuffer.wrap(header.encoded()));
    int filled = 0;
    for (int part = 0; part < header.partCount(); part++) {
      int length = header.partLength(part);
      if (buffer.length - filled < length + SnapshotHeader.CHECKSUM) {
        file.append(ByteBuffer.wrap(buffer, 0, filled));
        between.after(file);
        filled = 0;
      }
      content.piece((long) part * SnapshotPart.BYTES, length).copyTo(0, buffer, filled, length);
      view.putInt(filled + length, header.checksum(part, buffer, filled));
      filled += length + SnapshotHeader.CHECKSUM;
    }
    file.append(ByteBuffer.wrap(buffer, 0, filled));
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
      volume.delete(SnapshotHeader.fileName(each));
    }
  }

  /**
   * The snapshot in the file of this height, whose state is read piece by piece.
   *
   * @throws StorageFailureException if it is not there as it was written; its pieces throw it too
   * @throws org.medchain.data.MalformedInput if it is no snapshot
   */
  Snapshot read(long height) {
    DeferredBytes content;
    try (VolumeFile file = volume.open(SnapshotHeader.fileName(height))) {
      long size = header(file, height).length();
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
    try (VolumeFile file = volume.open(SnapshotHeader.fileName(height))) {
      SnapshotHeader header = header(file, height);
      byte[] filled = new byte[length];
      int done = 0;
      while (done < length) {
        int part = (int) ((from + done) / SnapshotPart.BYTES);
        int skipped = (int) ((from + done) % SnapshotPart.BYTES);
        int count = Math.min(header.partLength(part) - skipped, length - done);
        System.arraycopy(read(file, header, part), skipped, filled, done, count);
        done += count;
      }
      return Bytes.of(filled);
    } catch (IOException | CorruptStoreException e) {
      throw new StorageFailureException(e);
    }
  }

  private SnapshotHeader header(VolumeFile file, long height)
      throws IOException, CorruptStoreException {
    String name = SnapshotHeader.fileName(height);
    byte[] bytes = new byte[SnapshotHeader.SIZE];
    int read = file.read(0, ByteBuffer.wrap(bytes));
    Optional<SnapshotHeader> header =
        read < bytes.length ? Optional.empty() : SnapshotHeader.decode(bytes);
    if (header.isEmpty() || header.get().storeId() != store || header.get().height() != height) {
      throw new CorruptStoreException(name, 0, "the snapshot's header is not its own");
    }
    if (file.size() != header.get().fileSize()) {
      throw new CorruptStoreException(
          name,
          Math.min(file.size(), header.get().fileSize()),
          "the file has " + file.size() + " bytes instead of " + header.get().fileSize());
    }
    return header.get();
  }

  /** A part and its checksum. */
  private static byte[] read(VolumeFile file, SnapshotHeader header, int part)
      throws IOException, CorruptStoreException {
    int length = header.partLength(part);
    byte[] content = new byte[length + SnapshotHeader.CHECKSUM];
    int read = file.read(header.position(part), ByteBuffer.wrap(content));
    int expected = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
    if (read < content.length || header.checksum(part, content, 0) != expected) {
      throw new CorruptStoreException(
          SnapshotHeader.fileName(header.height()),
          header.position(part),
          "part " + part + " does not have its checksum");
    }
    return content;
  }
}
