package org.medchain.node.durable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of the platform's file system. */
public final class FolderVolume implements Volume {
  private static final String LOCK = "LOCK";

  private final Path folder;
  private final Optional<FileChannel> lock;

  private FolderVolume(Path folder, Optional<FileChannel> lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens a folder only for this process, and makes it if it is not there (STO-9).
   *
   * @throws IOException if that cannot be, or another process has it open
   */
  public static FolderVolume open(Path folder) throws IOException {
    PrivateFiles.createDirectory(folder);
    Optional<FileChannel> lock = PrivateFiles.lock(folder.resolve(LOCK));
    if (lock.isEmpty()) {
      throw new IOException(folder + ": the store is open in another process; stop that first");
    }
    return new FolderVolume(folder, lock);
  }

  /** A folder that there is, without a lock: others guard it, or it has nothing to guard. */
  public static FolderVolume at(Path folder) {
    return new FolderVolume(folder, Optional.empty());
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile)
          .map(each -> each.getFileName().toString())
          .filter(name -> !name.equals(LOCK))
          .sorted()
          .toList();
    }
  }

  @Override
  public VolumeFile create(String name) throws IOException {
    return new ChannelFile(
        folder.resolve(name),
        PrivateFiles.open(
            folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  @Override
  public VolumeFile open(String name) throws IOException {
    return new ChannelFile(
        folder.resolve(name), FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public void syncDirectory() throws IOException {
    PrivateFiles.syncDirectory(folder);
  }

  @Override
  public void close() throws IOException {
    if (lock.isPresent()) {
      lock.get().close(); // and with it the lock goes
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
