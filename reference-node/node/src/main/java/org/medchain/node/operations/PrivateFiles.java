package org.medchain.node.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Files and folders of a node that its owner alone may read, under any umask (OPS-22); where the
 * file system knows no owners, they are as it makes them. Nothing is forced: what must survive a
 * power cut is written by others.
 */
public final class PrivateFiles {
  private PrivateFiles() {}

  /**
   * Makes a folder, unless it exists; folders above it that are missing too are made as usual. One
   * that exists is left as it is: it may be anybody's.
   */
  public static Path createDirectory(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (!Files.isDirectory(absolute)) {
      Files.createDirectories(absolute.getParent());
      create(absolute);
    }
    return folder;
  }

  private static void create(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, attributes(folder, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** Writes a new file, or replaces one that others may read. */
  public static void write(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    try (FileChannel out =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(file, "rw-------"))) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    }
  }

  /** The same with UTF-8 text. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same, but a reader sees the old content or the new one whole. */
  public static void replace(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    write(beside, text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes an empty file to be appended to, unless it exists. */
  public static void createForAppending(Path file) throws IOException {
    open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
  }

  /** Opens a file; one that is made by that is the owner's alone. */
  public static FileChannel open(Path file, StandardOpenOption... options) throws IOException {
    return FileChannel.open(file, Set.of(options), attributes(file, "rw-------"));
  }

  /**
   * Opens a file and holds its lock until it is closed; the end of the process frees it as well.
   *
   * @return empty if another holds it, or this process already
   */
  public static Optional<FileChannel> lock(Path file) throws IOException {
    FileChannel channel = open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process; there is no other way to ask.
    }
    channel.close();
    return Optional.empty();
  }

  private static FileAttribute<?>[] attributes(Path file, String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
