package org.medchain.faultynode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.medchain.faultynode.UnforcedVolume.Survival;
import org.medchain.node.durable.VolumeFile;

/**
 * A file of an {@link UnforcedVolume}: a number of bytes of the real file count, and behind them
 * follow those that were not forced. Under the volume's lock.
 */
final class UnforcedFile {
  private final UnforcedVolume volume;
  private Optional<VolumeFile> real;

  /** How many bytes of the real file are this one's; what the real file has besides is torn. */
  private long counted;

  private byte[] tail = new byte[0];

  /** What was written over bytes of the real file and not forced, in its order. */
  private final List<Overwritten> overwritten = new ArrayList<>();

  /** Where the last write begins in the tail. */
  private int lastWrite;

  /** How much of the tail was forced while the folder had no name for the file. */
  private int forced;

  private int handles;
  private boolean sealed;
  private boolean forgotten;

  /** Bytes that take the place of others. */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares them
  private record Overwritten(long at, byte[] bytes) {}

  private UnforcedFile(UnforcedVolume volume, Optional<VolumeFile> real, long counted) {
    this.volume = volume;
    this.real = real;
    this.counted = counted;
  }

  static UnforcedFile of(UnforcedVolume volume, VolumeFile real) throws IOException {
    return new UnforcedFile(volume, Optional.of(real), real.size());
  }

  /** A file of which the real folder does not know. */
  static UnforcedFile unnamed(UnforcedVolume volume) {
    return new UnforcedFile(volume, Optional.empty(), 0);
  }

  VolumeFile handle() {
    handles++;
    return new Handle();
  }

  /** Nobody has it open, and all of it is in the real file, which is closed. */
  boolean isForgotten() {
    return forgotten;
  }

  /** The real folder knows it now; of its content, that of which was forced is there. */
  void named(VolumeFile file) throws IOException {
    real = Optional.of(file);
    file.append(ByteBuffer.wrap(tail, 0, forced));
    file.force();
    keepTailFrom(forced);
    closeIfUnused();
  }

  private void keepTailFrom(int from) {
    counted += from;
    tail = Arrays.copyOfRange(tail, from, tail.length);
    lastWrite = Math.max(0, lastWrite - from);
    forced = 0;
  }

  private long size() {
    return counted + tail.length;
  }

  private void append(ByteBuffer content) throws IOException {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    ByteArrayOutputStream longer = new ByteArrayOutputStream(tail.length + bytes.length);
    longer.writeBytes(tail);
    longer.writeBytes(bytes);
    lastWrite = tail.length;
    tail = longer.toByteArray();
    settle();
  }

  /** Over the tail at once; over bytes of the real file only when they are forced. */
  private void overwrite(long at, ByteBuffer content) throws IOException {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    for (int i = 0; i < bytes.length; i++) {
      if (at + i >= counted) {
        tail[(int) (at + i - counted)] = bytes[i];
      }
    }
    int inReal = (int) Math.max(0, Math.min(bytes.length, counted - at));
    if (inReal > 0) {
      overwritten.add(new Overwritten(at, Arrays.copyOf(bytes, inReal)));
    }
    settle();
  }

  /** Writes to the real file what was to take the place of its bytes. */
  private void writeOver(VolumeFile file) throws IOException {
    for (Overwritten each : overwritten) {
      file.overwrite(each.at(), ByteBuffer.wrap(each.bytes()));
    }
    overwritten.clear();
  }

  /** The last write in the place of other bytes is there in part; a reader here sees all of it. */
  private void tearOver(VolumeFile file) throws IOException {
    if (!overwritten.isEmpty()) {
      Overwritten last = overwritten.removeLast();
      writeOver(file);
      int torn = volume.tornLength(last.bytes().length);
      file.overwrite(last.at(), ByteBuffer.wrap(last.bytes(), 0, torn));
      overwritten.add(last);
    }
  }

  private void truncate(long size) throws IOException {
    if (size >= counted) {
      tail = Arrays.copyOf(tail, (int) Math.min(tail.length, size - counted));
    } else {
      counted = size;
      tail = new byte[0];
    }
    lastWrite = tail.length;
    forced = Math.min(forced, tail.length);
    settle();
  }

  /** Brings the real file to what a kill is to leave from now on. */
  void settle() throws IOException {
    Survival survival = volume.survival();
    if (forgotten) {
      return;
    }
    if (survival == Survival.ALL) {
      writeAll();
    } else if (survival == Survival.TORN_LAST_WRITE && real.isPresent() && !sealed) {
      tearOver(real.get());
      cutTorn(real.get());
      real.get().append(ByteBuffer.wrap(tail, 0, lastWrite));
      keepTailFrom(lastWrite);
      int torn = volume.tornLength(tail.length);
      real.get().append(ByteBuffer.wrap(tail, 0, torn));
    }
  }

  /** Writes all of it to the real file, if there is one. */
  void writeAll() throws IOException {
    if (real.isPresent() && !sealed && !forgotten) {
      writeOver(real.get());
      cutTorn(real.get());
      if (tail.length > 0) {
        real.get().append(ByteBuffer.wrap(tail));
        keepTailFrom(tail.length);
      }
      closeIfUnused();
    }
  }

  private void cutTorn(VolumeFile file) throws IOException {
    if (file.size() > counted) {
      file.truncate(counted);
    }
  }

  private void force() throws IOException {
    forced = tail.length;
    writeAll();
    if (real.isPresent()) {
      real.get().force();
    }
  }

  private int read(long at, ByteBuffer into) throws IOException {
    int count = 0;
    if (at < counted && real.isPresent()) {
      ByteBuffer part = into.slice(into.position(), (int) Math.min(into.remaining(), counted - at));
      count = real.get().read(at, part);
      readOver(at, count, into);
      into.position(into.position() + count);
    }
    long from = at + count - counted;
    if (from >= 0 && from < tail.length && into.hasRemaining()) {
      int more = (int) Math.min(into.remaining(), tail.length - from);
      into.put(tail, (int) from, more);
      count += more;
    }
    return count;
  }

  /** Puts what was written over into what was read, which begins where the buffer stands. */
  private void readOver(long at, int count, ByteBuffer into) {
    for (Overwritten each : overwritten) {
      for (int i = 0; i < each.bytes().length; i++) {
        long place = each.at() + i - at;
        if (place >= 0 && place < count) {
          into.put(into.position() + (int) place, each.bytes()[i]);
        }
      }
    }
  }

  private void seal() throws IOException {
    // What was not forced never will be; but this process continues reading it.
    if (tail.length == 0 && real.isPresent()) {
      cutTorn(real.get());
      real.get().seal();
      sealed = true;
    }
  }

  private void closeIfUnused() throws IOException {
    boolean written = tail.length == 0 && overwritten.isEmpty();
    if (handles == 0 && real.isPresent() && written && !forgotten) {
      real.get().close();
      forgotten = true;
    }
  }

  /** One opening of the file. */
  private final class Handle implements VolumeFile {
    private boolean open = true;

    @Override
    public long size() {
      synchronized (volume) {
        return UnforcedFile.this.size();
      }
    }

    @Override
    public void append(ByteBuffer content) throws IOException {
      synchronized (volume) {
        UnforcedFile.this.append(content);
      }
    }

    @Override
    public void overwrite(long at, ByteBuffer content) throws IOException {
      synchronized (volume) {
        UnforcedFile.this.overwrite(at, content);
      }
    }

    @Override
    public int read(long at, ByteBuffer into) throws IOException {
      synchronized (volume) {
        if (!open) {
          throw new IOException("the file is closed");
        }
        return UnforcedFile.this.read(at, into);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (volume) {
        UnforcedFile.this.truncate(size);
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (volume) {
        UnforcedFile.this.force();
      }
    }

    @Override
    public void seal() throws IOException {
      synchronized (volume) {
        UnforcedFile.this.seal();
      }
    }

    @Override
    public void close() throws IOException {
      synchronized (volume) {
        if (open) {
          open = false;
          handles--;
          closeIfUnused();
        }
      }
    }
  }
}
