package org.medchain.node.durable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Files and folders of a node that only its owner may read, under any umask (OPS-22); where the
 * file system knows no owners, they are as it makes them.
 */
public final class PrivateFiles {
  /**
   * The files that this process has locked, by canonical path and by the file system's identity.
   */
  private static final Map<Object, FileChannel> LOCKED = new HashMap<>();

  private PrivateFiles() {}

  /**
   * Makes a folder durably, unless it exists; folders above it that are missing too get the usual
   * permissions. One that exists is left as it is: it may be anybody's.
   */
  public static Path createDirectory(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    create(absolute, ownerOnly(absolute, "rwx------"));
    return folder;
  }

  private static void create(Path folder, FileAttribute<?>... attributes) throws IOException {
    if (!Files.isDirectory(folder)) {
      create(folder.getParent());
      try {
        Files.createDirectory(folder, attributes);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder)) {
          throw e;
        }
      }
      syncDirectory(folder.getParent());
    }
  }

  /** Makes an empty file to be appended to, unless it exists. */
  public static void createForAppending(Path file) throws IOException {
    open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
  }

  /** Opens a file; a file that this makes is readable only for its owner. */
  public static FileChannel open(Path file, StandardOpenOption... options) throws IOException {
    return FileChannel.open(file, Set.of(options), ownerOnly(file, "rw-------"));
  }

  /**
   * Locks a file, which is made if it is not there, until it is closed or the process ends. One
   * that this process holds is not opened: closing any channel to it would end its lock (STO-9).
   *
   * @return empty if another process, or another one of this process, has it
   */
  public static Optional<FileChannel> lock(Path file) throws IOException {
    synchronized (LOCKED) {
      List<FileChannel> ended = LOCKED.values().stream().filter(each -> !each.isOpen()).toList();
      for (FileChannel each : ended) {
        each.close(); // returns when a close on another thread has released the lock
      }
      LOCKED.values().removeAll(ended);
      Path folder = file.toAbsolutePath().getParent().toRealPath();
      Path canonical = folder.resolve(file.getFileName());
      if (LOCKED.containsKey(canonical) || LOCKED.containsKey(identity(canonical))) {
        return Optional.empty();
      }
      FileChannel opened = open(canonical, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (opened.tryLock() != null) {
          LOCKED.put(identity(canonical), opened);
          LOCKED.put(canonical, opened);
        }
      } catch (OverlappingFileLockException e) {
        // The system does not tell that it is the same file; it locks channels, not processes.
      } finally {
        if (!LOCKED.containsKey(canonical)) {
          opened.close();
        }
      }
      return Optional.ofNullable(LOCKED.get(canonical));
    }
  }

  /**
   * The identity of a file under all its paths, where the system says it; the file is not opened.
   */
  private static Object identity(Path file) throws IOException {
    return Files.exists(file)
        ? Objects.requireNonNullElse(
            Files.readAttributes(file, BasicFileAttributes.class).fileKey(), file)
        : file;
  }

  /** Makes durable which files a folder has, where the system can. */
  public static void syncDirectory(Path folder) throws IOException {
    if (knowsOwners(folder)) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file, String permissions) {
    return knowsOwners(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean knowsOwners(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
