package org.medchain.faults.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;

/**
 * A folder on a disk that is full, fails, is slow, flips bits of what is read and writes to wrong
 * places, as far as the faults of the moment say (FN-4).
 */
final class UnreliableVolume implements Volume {
  private final Volume sound;
  private final Supplier<Faults> faults;
  private final Random random;

  UnreliableVolume(Volume sound, Supplier<Faults> faults, Random random) {
    this.sound = sound;
    this.faults = faults;
    this.random = random;
  }

  private boolean happens(FaultKey share) {
    double wanted = faults.get().share(share);
    return wanted > 0 && random.nextDouble() < wanted;
  }

  private void beforeWrite() throws IOException {
    if (faults.get().has(FaultKey.DISK_FULL)) {
      throw new IOException("No space left on device");
    }
    beforeDisk();
  }

  private void beforeDisk() throws IOException {
    if (happens(FaultKey.DISK_EIO)) {
      throw new IOException("Input/output error");
    }
  }

  private void beforeForce() throws IOException {
    long slowMs = faults.get().number(FaultKey.DISK_SLOW_MS);
    if (slowMs > 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(slowMs);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    beforeDisk();
  }

  @Override
  public List<String> list() throws IOException {
    return sound.list();
  }

  @Override
  public VolumeFile create(String name) throws IOException {
    beforeWrite();
    return new UnreliableFile(sound.create(name));
  }

  @Override
  public VolumeFile open(String name) throws IOException {
    return new UnreliableFile(sound.open(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    beforeDisk();
    sound.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    beforeDisk();
    sound.delete(name);
  }

  @Override
  public void syncDirectory() throws IOException {
    beforeForce();
    sound.syncDirectory();
  }

  @Override
  public void close() throws IOException {
    sound.close();
  }

  @Override
  public String toString() {
    return sound.toString();
  }

  /** A file on that disk. */
  private final class UnreliableFile implements VolumeFile {
    private final VolumeFile file;
    private boolean open = true;

    /** So much was forced by this opening, or was there before it. */
    private long forced;

    UnreliableFile(VolumeFile file) throws IOException {
      this.file = file;
      this.forced = file.size();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public synchronized void append(ByteBuffer content) throws IOException {
      beforeWrite();
      if (content.hasRemaining() && file.size() > 0 && happens(FaultKey.DISK_MISDIRECT)) {
        misdirect(content);
      } else {
        file.append(content);
      }
    }

    @Override
    public synchronized void overwrite(long at, ByteBuffer content) throws IOException {
      beforeDisk(); // a full disk has room for what takes the place of other bytes
      boolean astray = content.hasRemaining() && happens(FaultKey.DISK_MISDIRECT);
      long last = file.size() - content.remaining();
      file.overwrite(astray ? random.nextLong(last + 1) : at, content);
    }

    /** Over what stood somewhere before; in its own place are zeros, as no byte came there. */
    private void misdirect(ByteBuffer content) throws IOException {
      long size = file.size();
      long at = random.nextLong(size);
      ByteBuffer after = ByteBuffer.allocate(Math.toIntExact(size - at + content.remaining()));
      int unused = file.read(at, after.slice(0, Math.toIntExact(size - at)));
      ByteBuffer over = content.duplicate();
      over.limit(over.position() + (int) Math.min(content.remaining(), size - at));
      after.put(over).rewind();
      content.position(content.limit());
      file.truncate(at);
      file.append(after);
    }

    @Override
    public int read(long at, ByteBuffer into) throws IOException {
      int start = into.position();
      int count = file.read(at, into);
      if (count > 0 && happens(FaultKey.DISK_FLIP)) {
        int where = start + random.nextInt(count);
        into.put(where, (byte) (into.get(where) ^ 1 << random.nextInt(Byte.SIZE)));
      }
      return count;
    }

    @Override
    public synchronized void truncate(long size) throws IOException {
      beforeDisk();
      file.truncate(size);
      forced = Math.min(forced, size);
    }

    @Override
    public void force() throws IOException {
      final long upTo = file.size();
      try {
        beforeForce();
      } catch (IOException e) {
        lose(upTo);
        throw e;
      }
      file.force();
      markForced(upTo);
    }

    private synchronized void markForced(long upTo) throws IOException {
      forced = Math.max(forced, Math.min(upTo, file.size()));
    }

    /** A force that failed is no force later: zeros stand in the place of what it was to keep. */
    private synchronized void lose(long upTo) throws IOException {
      int length = Math.toIntExact(file.size() - forced);
      int lost = Math.toIntExact(Math.max(0, upTo - forced));
      ByteBuffer after = ByteBuffer.allocate(length);
      int unused = file.read(forced + lost, after.position(lost).slice());
      file.truncate(forced);
      file.append(after.rewind());
      forced += lost;
    }

    @Override
    public void seal() throws IOException {
      file.seal();
    }

    @Override
    public synchronized void close() throws IOException {
      if (open) {
        open = false;
        file.close();
      }
    }
  }
}
