package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;

/**
 * A folder in memory that knows what a power cut would leave of it: bytes that were not forced are
 * kept, dropped, torn at any byte or kept only in some sectors; files that were made, renamed or
 * deleted since the folder was forced are so or are not. For any thread, as a node has several.
 */
public final class FaultyVolume implements Volume {
  private static final int SECTOR = 64;

  private final Map<String, Content> files = new TreeMap<>();
  private final Map<String, Content> durableFiles = new TreeMap<>();
  private final List<Entry> pending = new ArrayList<>();
  private Boundary boundary = () -> {};
  private volatile Consumer<String> created = name -> {};
  private volatile Runnable forced = () -> {};
  private boolean failForces;

  /** Is asked before each operation that changes something. */
  public interface Boundary {
    void reached() throws IOException;
  }

  /** Thrown by a {@link Boundary} to end a life. */
  public static final class PowerCut extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** A change of the folder: the name has this content from now on, or none. */
  private record Entry(String name, List<Content> content) {}

  /** A write at a place, or a truncation to it where there are no bytes. */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares changes
  private record Change(int at, byte[] bytes) {}

  /** A file's bytes, the durable ones, and the changes since. */
  private static final class Content {
    private byte[] bytes = new byte[0];
    private byte[] durable = new byte[0];
    private final List<Change> changes = new ArrayList<>();
  }

  /** From now on this is asked. */
  public synchronized void onBoundary(Boundary asked) {
    boundary = asked;
  }

  /** From now on a force fails, and the unforced bytes stay as they are. */
  void failForces() {
    failForces = true;
  }

  /** The files after a power cut now. */
  public synchronized FaultyVolume afterPowerCut(Random random) {
    Map<String, Content> left = new TreeMap<>(durableFiles);
    int mode = random.nextInt(4);
    for (Entry entry : pending) {
      if (mode == 0 || (mode > 1 && random.nextBoolean())) {
        entry.content().forEach(content -> left.put(entry.name(), content));
        if (entry.content().isEmpty()) {
          left.remove(entry.name());
        }
      }
    }
    FaultyVolume after = new FaultyVolume();
    IdentityHashMap<Content, byte[]> survivors = new IdentityHashMap<>();
    left.forEach(
        (name, content) ->
            after.add(name, survivors.computeIfAbsent(content, each -> survivor(each, random))));
    return after;
  }

  private void add(String name, byte[] bytes) {
    Content content = new Content();
    content.bytes = bytes.clone();
    content.durable = bytes.clone();
    files.put(name, content);
    durableFiles.put(name, content);
  }

  private static byte[] survivor(Content content, Random random) {
    int mode = random.nextInt(5);
    byte[] left = content.durable;
    for (int i = 0; i < content.changes.size(); i++) {
      Change change = content.changes.get(i);
      boolean isLast = i == content.changes.size() - 1;
      switch (mode) {
        case 0 -> {} // all dropped
        case 1 -> left = applied(left, change, change.bytes().length);
        case 2 -> { // all but the last, which is torn
          int kept = isLast ? random.nextInt(change.bytes().length + 1) : change.bytes().length;
          left = applied(left, change, kept);
        }
        case 3 -> left = sectors(left, change, random, false);
        default -> left = sectors(left, change, random, true);
      }
    }
    return left.clone();
  }

  private static byte[] applied(byte[] old, Change change, int kept) {
    if (change.bytes().length == 0) {
      return Arrays.copyOf(old, Math.min(old.length, change.at()));
    }
    if (kept == 0) {
      return old;
    }
    byte[] made = Arrays.copyOf(old, Math.max(old.length, change.at() + kept));
    System.arraycopy(change.bytes(), 0, made, change.at(), kept);
    return made;
  }

  /** Some sectors arrive, in any order; others are zeros, or garbage. */
  private static byte[] sectors(byte[] old, Change change, Random random, boolean garbage) {
    if (change.bytes().length == 0) {
      return random.nextBoolean() ? applied(old, change, 0) : old;
    }
    byte[] left = old;
    for (int from = 0; from < change.bytes().length; from += SECTOR) {
      int to = Math.min(change.bytes().length, from + SECTOR);
      byte[] sector = Arrays.copyOfRange(change.bytes(), from, to);
      if (random.nextInt(3) == 0 && garbage) {
        random.nextBytes(sector);
      } else if (random.nextInt(3) == 0) {
        continue;
      }
      left = applied(left, new Change(change.at() + from, sector), sector.length);
    }
    return left;
  }

  /** Changes one byte of a file for good. */
  public synchronized void flip(String name, int at, int mask) {
    Content content = files.get(name);
    content.bytes[at] ^= (byte) mask;
    content.durable = content.bytes.clone();
  }

  /** Writes bytes to a place where they do not belong, for good. */
  void misdirect(String name, int at, byte[] bytes) {
    Content content = files.get(name);
    content.bytes = applied(content.bytes, new Change(at, bytes), bytes.length);
    content.durable = content.bytes.clone();
  }

  /** The bytes of a file as a reader sees them. */
  byte[] bytes(String name) {
    return files.get(name).bytes.clone();
  }

  /** Another folder with the same files, all durable. */
  FaultyVolume copy() {
    FaultyVolume after = new FaultyVolume();
    files.forEach((name, content) -> after.add(name, content.bytes));
    return after;
  }

  @Override
  public synchronized List<String> list() {
    return List.copyOf(files.keySet());
  }

  /** From now on this is called before a file is made, and may wait. */
  public void onCreate(Consumer<String> asked) {
    created = asked;
  }

  /** From now on this is called before a file is forced. */
  void onForce(Runnable asked) {
    forced = asked;
  }

  @Override
  public VolumeFile create(String name) throws IOException {
    created.accept(name);
    return make(name);
  }

  private synchronized VolumeFile make(String name) throws IOException {
    boundary.reached();
    if (files.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    Content content = new Content();
    files.put(name, content);
    pending.add(new Entry(name, List.of(content)));
    return new OpenFile(content);
  }

  @Override
  public synchronized VolumeFile open(String name) throws IOException {
    if (!files.containsKey(name)) {
      throw new NoSuchFileException(name);
    }
    return new OpenFile(files.get(name));
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    boundary.reached();
    Content content = files.remove(from);
    if (content == null) {
      throw new NoSuchFileException(from);
    }
    files.put(to, content);
    pending.add(new Entry(to, List.of(content)));
    pending.add(new Entry(from, List.of()));
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    if (files.containsKey(name)) {
      boundary.reached();
      files.remove(name);
      pending.add(new Entry(name, List.of()));
    }
  }

  @Override
  public synchronized void syncDirectory() throws IOException {
    boundary.reached();
    if (failForces) {
      throw new IOException("the folder cannot be forced");
    }
    pending.clear();
    durableFiles.clear();
    durableFiles.putAll(files);
  }

  @Override
  public void close() {}

  private final class OpenFile implements VolumeFile {
    private final Content content;
    private boolean sealed;

    OpenFile(Content content) {
      this.content = content;
    }

    @Override
    public long size() {
      synchronized (FaultyVolume.this) {
        return content.bytes.length;
      }
    }

    @Override
    public void append(ByteBuffer source) throws IOException {
      synchronized (FaultyVolume.this) {
        boundary.reached();
        if (sealed) {
          throw new IOException("the file is sealed");
        }
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        if (bytes.length > 0) {
          Change change = new Change(content.bytes.length, bytes);
          content.changes.add(change);
          content.bytes = applied(content.bytes, change, bytes.length);
        }
      }
    }

    @Override
    public void overwrite(long at, ByteBuffer source) throws IOException {
      synchronized (FaultyVolume.this) {
        boundary.reached();
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        Change change = new Change((int) at, bytes);
        content.changes.add(change);
        content.bytes = applied(content.bytes, change, bytes.length);
      }
    }

    @Override
    public int read(long at, ByteBuffer into) {
      synchronized (FaultyVolume.this) {
        int count = (int) Math.max(0, Math.min(into.remaining(), content.bytes.length - at));
        into.put(content.bytes, (int) Math.min(at, content.bytes.length), count);
        return count;
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (FaultyVolume.this) {
        boundary.reached();
        Change change = new Change((int) size, new byte[0]);
        content.changes.add(change);
        content.bytes = applied(content.bytes, change, 0);
      }
    }

    @Override
    public void force() throws IOException {
      forced.run();
      synchronized (FaultyVolume.this) {
        boundary.reached();
        if (failForces) {
          throw new IOException("the file cannot be forced");
        }
        content.changes.clear();
        content.durable = content.bytes.clone();
      }
    }

    @Override
    public void seal() {
      synchronized (FaultyVolume.this) {
        sealed = true;
      }
    }

    @Override
    public void close() {}
  }
}
