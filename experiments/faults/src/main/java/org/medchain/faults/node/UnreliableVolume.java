package org.medchain.faults.node;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;

/**
 * A folder whose process, when it is killed, leaves what a power cut would leave (FN-5). A killed
 * process loses nothing that it has written, because the system keeps it; so what was not forced is
 * kept here, in the process, and is written to the real files by a force alone.
 *
 * <p>Nobody can act when the process is killed. What is to be left is therefore there beforehand:
 * nothing of what was not forced, or all of it with the last write torn.
 */
final class UnreliableVolume implements Volume {
  /** What a kill leaves of what was not forced. */
  enum Survival {
    /** All: what is written is written through. */
    ALL,
    /** Nothing, and the folder as it was when it was forced. */
    NOTHING,
    /** All but the end of the last write. */
    TORN_LAST_WRITE
  }

  /** A change of names in the folder that was not forced. */
  private record FolderChange(Consumer<Set<String>> shown, Applied applied) {
    private interface Applied {
      void run() throws IOException;
    }
  }

  private final Volume folder;
  private final Supplier<Faults> faults;
  private final Random random;
  private final Random tearing;
  private final Map<String, UnreliableFile> held = new TreeMap<>();
  private final List<FolderChange> changes = new ArrayList<>();

  /**
   * Over a folder that works.
   *
   * @param faults in force now
   * @param random what decides by chance; another one how much of a write is torn off
   */
  UnreliableVolume(Volume folder, Supplier<Faults> faults, Random random, Random tearing) {
    this.folder = folder;
    this.faults = faults;
    this.random = random;
    this.tearing = tearing;
  }

  Survival survival() {
    Faults now = faults.get();
    Survival untorn = now.has(FaultKey.DISK_LOSE_UNFORCED) ? Survival.NOTHING : Survival.ALL;
    return now.has(FaultKey.DISK_TORN) ? Survival.TORN_LAST_WRITE : untorn;
  }

  int tornLength(int length) {
    return tearing.nextInt(Math.max(1, length));
  }

  /** Somewhere below a bound. */
  long place(long bound) {
    return random.nextLong(bound);
  }

  boolean happens(FaultKey share) {
    double wanted = faults.get().share(share);
    return wanted > 0 && random.nextDouble() < wanted;
  }

  void beforeWrite() throws IOException {
    if (faults.get().has(FaultKey.DISK_FULL)) {
      throw new IOException("No space left on device");
    }
    beforeDisk();
  }

  void beforeDisk() throws IOException {
    if (happens(FaultKey.DISK_EIO)) {
      throw new IOException("Input/output error");
    }
  }

  /** Takes its time, in which others read and write. */
  void beforeForce() throws IOException {
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

  /** Writes what is held, as soon as nothing is to be lost any more. */
  synchronized void settle() throws IOException {
    if (survival() == Survival.NOTHING) {
      return;
    }
    for (UnreliableFile each : List.copyOf(held.values())) {
      each.settle();
    }
    if (!changes.isEmpty()) {
      applyChanges();
    }
  }

  @Override
  public synchronized List<String> list() throws IOException {
    TreeSet<String> names = new TreeSet<>(folder.list());
    changes.forEach(each -> each.shown().accept(names));
    return List.copyOf(names);
  }

  @Override
  public synchronized VolumeFile create(String name) throws IOException {
    beforeWrite();
    settle();
    UnreliableFile file;
    if (survival() == Survival.NOTHING) {
      if (list().contains(name)) {
        throw new FileAlreadyExistsException(name);
      }
      UnreliableFile unnamed = UnreliableFile.unnamed(this);
      changes.add(
          new FolderChange(names -> names.add(name), () -> unnamed.named(folder.create(name))));
      file = unnamed;
    } else {
      file = UnreliableFile.of(this, folder.create(name));
    }
    held.put(name, file);
    return file.opened();
  }

  @Override
  public synchronized VolumeFile open(String name) throws IOException {
    if (!list().contains(name)) {
      throw new NoSuchFileException(name);
    }
    return held(name).opened();
  }

  private UnreliableFile held(String name) throws IOException {
    UnreliableFile known = held.get(name);
    if (known == null || known.isForgotten()) {
      known = UnreliableFile.of(this, folder.open(name));
      held.put(name, known);
    }
    return known;
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    beforeDisk();
    settle();
    if (!list().contains(from)) {
      throw new NoSuchFileException(from);
    }
    UnreliableFile file = held(from);
    held.remove(from);
    held.put(to, file);
    VolumeFile open = file.opened(); // until the real folder has the name
    changes.add(
        new FolderChange(
            names -> {
              names.remove(from);
              names.add(to);
            },
            () -> {
              folder.rename(from, to);
              open.close();
            }));
    settle();
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    beforeDisk();
    settle();
    held.remove(name);
    if (list().contains(name)) {
      changes.add(new FolderChange(names -> names.remove(name), () -> folder.delete(name)));
    }
    settle();
  }

  @Override
  public void syncDirectory() throws IOException {
    beforeForce();
    synchronized (this) {
      applyChanges();
      folder.syncDirectory();
    }
  }

  private void applyChanges() throws IOException {
    for (FolderChange each : changes) {
      each.applied().run();
    }
    changes.clear();
    for (Map.Entry<String, UnreliableFile> each : List.copyOf(held.entrySet())) {
      if (each.getValue().isForgotten()) {
        held.remove(each.getKey());
      } else {
        each.getValue().settle();
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    // An orderly end loses nothing.
    for (UnreliableFile each : List.copyOf(held.values())) {
      each.writeAll();
    }
    applyChanges();
    for (UnreliableFile each : List.copyOf(held.values())) {
      each.writeAll();
    }
    folder.close();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
