package org.medchain.node.files.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.transport.RefusedException;

/**
 * A node's shares of keys, one file for each record, readable only by their owner (PRIV-3). An
 * owner's newer deposit takes the place of its older one. May be used from any thread, by one
 * process at a time.
 */
public final class KeyShareStore {
  private static final String SUFFIX = ".share";

  private final Path folder;
  private final long quotaBytes;
  private final NavigableMap<Hash, Long> sizes = new TreeMap<>();

  /** Read without the lock, which is held while a share is forced. */
  private final AtomicLong held = new AtomicLong();

  private KeyShareStore(Path folder, long quotaBytes) {
    this.folder = folder;
    this.quotaBytes = quotaBytes;
  }

  /**
   * Opens the folder, or makes it; half-written files of an interruption are deleted.
   *
   * @param quotaBytes the most bytes that all shares take together
   */
  public static KeyShareStore open(Path folder, long quotaBytes) throws IOException {
    KeyShareStore store = new KeyShareStore(PrivateFiles.createDirectory(folder), quotaBytes);
    List<Path> found;
    try (Stream<Path> files = Files.list(folder)) {
      found = files.toList();
    }
    for (Path file : found) {
      String name = file.getFileName().toString();
      if (name.matches("[0-9a-f]{64}" + SUFFIX)) {
        store.count(Hash.fromHex(name.substring(0, name.length() - SUFFIX.length())), file);
      } else if (name.endsWith(DurableFile.UNFINISHED)) {
        Files.delete(file);
      }
    }
    return store;
  }

  private void count(Hash record, Path file) throws IOException {
    long size = Files.size(file);
    Long before = sizes.put(record, size);
    held.addAndGet(size - (before == null ? 0 : before));
  }

  /**
   * Keeps a share, durably, in the place of the one before of the same record.
   *
   * @throws RefusedException if there is no room for it
   */
  synchronized void put(DepositedShare share) throws IOException, RefusedException {
    Hash record = share.deposit().record();
    Bytes content = share.encoded();
    long after = held.get() - sizes.getOrDefault(record, 0L) + content.size();
    if (after > quotaBytes) {
      throw new RefusedException(
          "this node keeps " + held + " of " + quotaBytes + " bytes of keys, and takes no more");
    }
    Path file = file(record);
    DurableFile.write(file, content);
    count(record, file);
  }

  /**
   * The share of a record's key.
   *
   * @throws IOException if what is kept cannot be read
   */
  Optional<DepositedShare> find(Hash record) throws IOException {
    Path file = file(record);
    try {
      Bytes content = Bytes.of(Files.readAllBytes(file));
      return Optional.of(Codec.of(DepositedShare.class).decoded(content));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (MalformedInput e) {
      throw new IOException("the share of record " + record.brief() + " is damaged", e);
    }
  }

  /** Deletes the share of a record's key, durably; nothing if there is none. */
  synchronized void delete(Hash record) throws IOException {
    DurableFile.delete(file(record));
    Long size = sizes.remove(record);
    held.addAndGet(size == null ? 0 : -size);
  }

  /** The next records, by their ids, of whose keys it has shares. */
  synchronized List<Hash> recordsAfter(Hash last, int most) {
    return sizes.tailMap(last, false).keySet().stream().limit(most).toList();
  }

  private Path file(Hash record) {
    return folder.resolve(record.toHex() + SUFFIX);
  }

  /** Bytes of all shares. */
  public long bytesHeld() {
    return held.get();
  }
}
