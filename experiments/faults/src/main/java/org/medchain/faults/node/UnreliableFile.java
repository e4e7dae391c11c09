package org.medchain.faults.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.medchain.faults.node.UnreliableVolume.Survival;
import org.medchain.node.durable.VolumeFile;

/**
 * A file of an {@link UnreliableVolume}: a number of bytes of the real file count, and over and
 * behind them come the writes that were not forced. Its lock is the volume's.
 */
final class UnreliableFile implements VolumeFile {
  private final UnreliableVolume volume;
  private Optional<VolumeFile> real;

  /** How many bytes of the real file are this one's; what the real file has besides is torn. */
  private long counted;

  /** Its length, as the process sees it. */
  private long size;

  /** What the real file does not have, in its order; each begins within or at the file's end. */
  private final List<Write> writes = new ArrayList<>();

  /** How many of the writes were forced while the folder had no name for the file. */
  private int forced;

  private int handles;

  /** Up to this byte everything was forced, or lost by a force that failed. */
  private long forcedTo;

  private boolean sealed;
  private boolean forgotten;

  @SuppressWarnings("ArrayRecordComponent") // nothing compares them
  private record Write(long at, byte[] bytes) {}

  private UnreliableFile(UnreliableVolume volume, Optional<VolumeFile> real, long counted) {
    this.volume = volume;
    this.real = real;
    this.counted = counted;
    this.size = counted;
    this.forcedTo = counted;
  }

  static UnreliableFile of(UnreliableVolume volume, VolumeFile real) throws IOException {
    return new UnreliableFile(volume, Optional.of(real), real.size());
  }

  /** A file of which the real folder does not know. */
  static UnreliableFile unnamed(UnreliableVolume volume) {
    return new UnreliableFile(volume, Optional.empty(), 0);
  }

  /** The same file, opened once more; it is closed as often as it was opened. */
  VolumeFile opened() {
    handles++;
    return this;
  }

  /** Whether the real file is closed. */
  boolean isForgotten() {
    return forgotten;
  }

  /** The real folder has a name for it from now on. */
  void named(VolumeFile file) throws IOException {
    real = Optional.of(file);
    write(file, forced);
    file.force();
    closeIfUnused();
  }

  @Override
  public long size() {
    synchronized (volume) {
      return size;
    }
  }

  @Override
  public void append(ByteBuffer content) throws IOException {
    synchronized (volume) {
      volume.beforeWrite();
      byte[] bytes = bytes(content);
      if (bytes.length > 0 && size > 0 && volume.happens(FaultKey.DISK_MISDIRECT)) {
        // It lies over earlier bytes, as far as there are some, and its own place is a hole.
        long at = volume.place(size);
        write(at, Arrays.copyOf(bytes, (int) Math.min(bytes.length, size - at)));
        write(size, new byte[bytes.length]);
      } else {
        write(size, bytes);
      }
    }
  }

  @Override
  public void overwrite(long at, ByteBuffer content) throws IOException {
    synchronized (volume) {
      volume.beforeDisk(); // a full disk has room for what takes the place of other bytes
      byte[] bytes = bytes(content);
      boolean astray = bytes.length > 0 && volume.happens(FaultKey.DISK_MISDIRECT);
      write(astray ? volume.place(size - bytes.length + 1) : at, bytes);
    }
  }

  private static byte[] bytes(ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }

  private void write(long at, byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      writes.add(new Write(at, bytes));
      size = Math.max(size, at + bytes.length);
    }
    settle();
  }

  @Override
  public void truncate(long to) throws IOException {
    synchronized (volume) {
      volume.beforeDisk();
      size = Math.min(size, to);
      forcedTo = Math.min(forcedTo, to);
      counted = Math.min(counted, to);
      int wereForced = forced;
      List<Write> all = List.copyOf(writes);
      writes.clear();
      forced = 0;
      for (int i = 0; i < all.size(); i++) {
        Write each = all.get(i);
        if (each.at() < to) {
          int left = (int) Math.min(each.bytes().length, to - each.at());
          writes.add(new Write(each.at(), Arrays.copyOf(each.bytes(), left)));
          forced += i < wereForced ? 1 : 0;
        }
      }
      settle();
    }
  }

  /** Writes to the real file what a kill is to leave. */
  void settle() throws IOException {
    Survival survival = volume.survival();
    if (survival == Survival.ALL) {
      writeAll();
    } else if (survival == Survival.TORN_LAST_WRITE && isWritable()) {
      write(real.get(), Math.max(0, writes.size() - 1));
      for (Write last : writes) {
        long before = counted;
        put(real.get(), last, volume.tornLength(last.bytes().length));
        counted = before;
      }
    }
  }

  private boolean isWritable() {
    return real.isPresent() && !sealed && !forgotten;
  }

  /** The real file gets all of it. */
  void writeAll() throws IOException {
    if (isWritable()) {
      write(real.get(), writes.size());
      closeIfUnused();
    }
  }

  private void write(VolumeFile file, int count) throws IOException {
    if (file.size() > counted) {
      file.truncate(counted);
    }
    for (Write each : writes.subList(0, count)) {
      put(file, each, each.bytes().length);
    }
    writes.subList(0, count).clear();
    forced = Math.max(0, forced - count);
  }

  private void put(VolumeFile file, Write write, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(write.bytes(), 0, length);
    if (write.at() < counted) {
      file.overwrite(write.at(), bytes);
    } else {
      file.append(bytes);
      counted += length;
    }
  }

  /** One that fails loses what it was to keep; a later one keeps what came after. */
  @Override
  public void force() throws IOException {
    long upTo = size();
    try {
      volume.beforeForce();
    } catch (IOException e) {
      synchronized (volume) {
        write(forcedTo, new byte[Math.toIntExact(Math.max(forcedTo, upTo) - forcedTo)]);
        forcedTo = Math.max(forcedTo, upTo);
      }
      throw e;
    }
    synchronized (volume) {
      forced = writes.size();
      writeAll();
      if (real.isPresent()) {
        real.get().force();
      }
      forcedTo = Math.max(forcedTo, Math.min(upTo, size));
    }
  }

  @Override
  public int read(long at, ByteBuffer into) throws IOException {
    synchronized (volume) {
      int count = (int) Math.clamp(size - at, 0L, into.remaining());
      ByteBuffer part = into.slice(into.position(), count);
      if (at < counted && real.isPresent()) {
        int unused = real.get().read(at, part.slice(0, (int) Math.min(count, counted - at)));
      }
      for (Write each : writes) {
        long from = Math.max(0, at - each.at());
        long to = Math.min(each.bytes().length, at + count - each.at());
        if (from < to) {
          part.put((int) (each.at() + from - at), each.bytes(), (int) from, (int) (to - from));
        }
      }
      if (count > 0 && volume.happens(FaultKey.DISK_FLIP)) {
        int where = (int) volume.place(count);
        part.put(where, (byte) (part.get(where) ^ 1 << volume.place(Byte.SIZE)));
      }
      into.position(into.position() + count);
      return count;
    }
  }

  @Override
  public void seal() throws IOException {
    synchronized (volume) {
      // What was not forced never will be; but this process continues reading it.
      if (writes.isEmpty() && real.isPresent()) {
        write(real.get(), 0);
        real.get().seal();
        sealed = true;
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (volume) {
      handles--;
      closeIfUnused();
    }
  }

  private void closeIfUnused() throws IOException {
    if (handles <= 0 && real.isPresent() && writes.isEmpty() && !forgotten) {
      real.get().close();
      forgotten = true;
    }
  }
}
