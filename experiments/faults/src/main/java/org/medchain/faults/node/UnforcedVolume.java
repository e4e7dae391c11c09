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
final class UnforcedVolume implements Volume {
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
  private final Supplier<Survival> survival;
  private final Random random;
  private final Map<String, UnforcedFile> held = new TreeMap<>();
  private final List<FolderChange> changes = new ArrayList<>();

  UnforcedVolume(Volume folder, Supplier<Survival> survival, Random random) {
    this.folder = folder;
    this.survival = survival;
    this.random = random;
  }

  Survival survival() {
    return survival.get();
  }

  /** How much of a write of this length is there when the process is killed: not all. */
  int tornLength(int length) {
    return random.nextInt(Math.max(1, length));
  }

  /** Writes what is held, as soon as nothing is to be lost any more. */
  synchronized void settle() throws IOException {
    if (survival() == Survival.NOTHING) {
      return;
    }
    for (UnforcedFile each : List.copyOf(held.values())) {
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
    settle();
    UnforcedFile file;
    if (survival() == Survival.NOTHING) {
      if (list().contains(name)) {
        throw new FileAlreadyExistsException(name);
      }
      UnforcedFile unnamed = UnforcedFile.unnamed(this);
      changes.add(
          new FolderChange(names -> names.add(name), () -> unnamed.named(folder.create(name))));
      file = unnamed;
    } else {
      file = UnforcedFile.of(this, folder.create(name));
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

  private UnforcedFile held(String name) throws IOException {
    UnforcedFile known = held.get(name);
    if (known == null || known.isForgotten()) {
      known = UnforcedFile.of(this, folder.open(name));
      held.put(name, known);
    }
    return known;
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    settle();
    if (!list().contains(from)) {
      throw new NoSuchFileException(from);
    }
    UnforcedFile file = held(from);
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
    settle();
    held.remove(name);
    if (list().contains(name)) {
      changes.add(new FolderChange(names -> names.remove(name), () -> folder.delete(name)));
    }
    settle();
  }

  @Override
  public synchronized void syncDirectory() throws IOException {
    applyChanges();
    folder.syncDirectory();
  }

  private void applyChanges() throws IOException {
    for (FolderChange each : changes) {
      each.applied().run();
    }
    changes.clear();
    for (Map.Entry<String, UnforcedFile> each : List.copyOf(held.entrySet())) {
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
    for (UnforcedFile each : List.copyOf(held.values())) {
      each.writeAll();
    }
    applyChanges();
    for (UnforcedFile each : List.copyOf(held.values())) {
      each.writeAll();
    }
    folder.close();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
