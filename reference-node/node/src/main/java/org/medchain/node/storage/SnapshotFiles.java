package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.CorruptStoreException.StoreFault;

/**
 * The durable snapshots, one file each, written under another name and renamed when it is whole
 * (STO-10). Reading is for any thread.
 */
final class SnapshotFiles {
  private static final int PARTS_AT_ONCE = 16;

  /** The longest array that a virtual machine makes. */
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final Volume volume;
  private final long store;
  private final boolean force;
  private final NavigableSet<Long> heights = new ConcurrentSkipListSet<>();

  SnapshotFiles(Volume volume, long store, boolean force) {
    this.volume = volume;
    this.store = store;
    this.force = force;
  }

  /**
   * From now on these are served; all other files of snapshots are deleted.
   *
   * @param kept heights of those that are durable according to the log, and were checked
   */
  void recover(NavigableSet<Long> kept) throws IOException {
    for (String name : volume.list()) {
      long height = SnapshotHeader.heightOf(name).orElse(-1);
      if (SnapshotHeader.isTemporary(name) || (height >= 0 && !kept.contains(height))) {
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

  /**
   * Writes a snapshot; returns when it is durable.
   *
   * @return its encoded length in bytes
   */
  long write(long height, Snapshot snapshot) throws IOException {
    String unfinished = SnapshotHeader.temporaryName(height);
    volume.delete(unfinished);
    long length;
    try (VolumeFile file = volume.create(unfinished)) {
      SnapshotReader pieces = new SnapshotReader(snapshot);
      length = pieces.length();
      writeParts(file, new SnapshotHeader(store, height, length), pieces);
      if (force) {
        file.force();
      }
    }
    volume.rename(unfinished, SnapshotHeader.fileName(height));
    if (force) {
      volume.syncDirectory();
    }
    return length;
  }

  /** From now on it is served: the log's entry about it is durable. */
  void publish(long height) {
    heights.add(height);
  }

  private static void writeParts(VolumeFile file, SnapshotHeader header, SnapshotReader pieces)
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
        filled = 0;
      }
      pieces.copy(buffer, filled, length);
      view.putInt(filled + length, header.checksum(part, buffer, filled));
      filled += length + SnapshotHeader.CHECKSUM;
    }
    file.append(ByteBuffer.wrap(buffer, 0, filled));
  }

  /** The heights of the durable ones, from this one on. */
  List<Long> heightsFrom(long height) {
    return List.copyOf(heights.tailSet(height, true));
  }

  /** Deletes the snapshots under {@code height}. */
  int deleteBelow(long height) throws IOException {
    NavigableSet<Long> old = heights.headSet(height, false);
    int dropped = 0;
    for (Long each = old.pollFirst(); each != null; each = old.pollFirst()) {
      volume.delete(SnapshotHeader.fileName(each));
      dropped++;
    }
    return dropped;
  }

  /** The state in the durable snapshot of this height. */
  Optional<Bytes> state(long height) throws IOException, CorruptStoreException {
    if (!heights.contains(height)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(height).state().bytes());
    } catch (NoSuchFileException e) {
      return Optional.empty(); // truncated meanwhile
    }
  }

  /** The snapshot in the file of this height, whether the log names it or not. */
  Snapshot read(long height) throws IOException, CorruptStoreException {
    try (VolumeFile file = volume.open(SnapshotHeader.fileName(height))) {
      SnapshotHeader header = header(file, height);
      byte[] whole = new byte[lengthInMemory(header)];
      for (int part = 0; part < header.partCount(); part++) {
        byte[] content = read(file, header, part);
        int at = part * SnapshotPart.BYTES;
        System.arraycopy(content, 0, whole, at, header.partLength(part));
      }
      return Decoder.decode(Bytes.of(whole), Snapshot::decode);
    }
  }

  private static int lengthInMemory(SnapshotHeader header) throws IOException {
    if (header.length() > MAX_ARRAY) {
      throw new IOException(
          "the snapshot of height "
              + header.height()
              + " has "
              + header.length()
              + " bytes; at most "
              + MAX_ARRAY
              + " can be loaded");
    }
    return (int) header.length();
  }

  /**
   * A part of the durable snapshot of this height, without reading the others.
   *
   * @throws IOException if it cannot be read, or the snapshot has more parts than can be sent
   */
  Optional<SnapshotPart> part(long height, int part) throws IOException, CorruptStoreException {
    if (!heights.contains(height)) {
      return Optional.empty();
    }
    try (VolumeFile file = volume.open(SnapshotHeader.fileName(height))) {
      SnapshotHeader header = header(file, height);
      if (header.partCount() > SnapshotPart.MAX_PARTS) {
        throw new IOException(
            "the snapshot of height "
                + height
                + " has "
                + header.partCount()
                + " parts; at most "
                + SnapshotPart.MAX_PARTS
                + " can be sent");
      }
      if (part < 0 || part >= header.partCount()) {
        return Optional.empty();
      }
      Bytes content = Bytes.of(read(file, header, part)).slice(0, header.partLength(part));
      return Optional.of(new SnapshotPart(height, part, header.partCount(), content));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // truncated meanwhile
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

  /** The encoding of a snapshot, copied out of where its pieces are. */
  private static final class SnapshotReader {
    private final List<Bytes> pieces;
    private int piece;
    private int at;

    SnapshotReader(Snapshot snapshot) {
      pieces =
          List.of(
              new Encoder().count(snapshot.context().size()).toBytes(),
              snapshot.context(),
              new Encoder().count(snapshot.state().size()).toBytes(),
              snapshot.state().bytes());
    }

    long length() {
      return pieces.stream().mapToLong(Bytes::size).sum();
    }

    void copy(byte[] target, int from, int length) {
      int filled = 0;
      while (filled < length) {
        Bytes current = pieces.get(piece);
        int count = Math.min(current.size() - at, length - filled);
        current.copyTo(at, target, from + filled, count);
        filled += count;
        at += count;
        if (at == current.size()) {
          piece++;
          at = 0;
        }
      }
    }
  }
}
