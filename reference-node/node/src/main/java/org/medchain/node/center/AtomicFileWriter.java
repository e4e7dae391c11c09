package org.medchain.node.center;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.medchain.data.Bytes;

/**
 * Files that are written whole or not at all (CA-5): beside the old one, forced, and then put in
 * its place. A crash at any moment leaves the old file or the new one.
 */
public final class AtomicFileWriter {
  /** The suffix of a file that is being written. */
  public static final String TEMPORARY_SUFFIX = ".new";

  private AtomicFileWriter() {}

  /** Writes a file that its owner alone may read, where the file system knows owners. */
  public static void writeSecret(Path file, Bytes content) throws IOException {
    write(file, content, attributes(file, "rw-------"));
  }

  /** Deletes a file, if it is there; a crash afterwards does not bring it back. */
  public static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      syncDirectory(file.toAbsolutePath().getParent());
    }
  }

  /** Makes a folder that its owner alone may open, where the file system knows owners. */
  static void createDirectory(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (!Files.isDirectory(absolute)) {
      Files.createDirectories(absolute.getParent());
      Files.createDirectory(absolute, attributes(absolute, "rwx------"));
    }
  }

  private static void write(Path file, Bytes content, FileAttribute<?>[] attributes)
      throws IOException {
    Path target = file.toAbsolutePath();
    Path unfinished = target.resolveSibling(target.getFileName() + TEMPORARY_SUFFIX);
    // One that a crash left may have other permissions than this one gets.
    Files.deleteIfExists(unfinished);
    try (FileChannel out =
        FileChannel.open(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes)) {
      ByteBuffer buffer = ByteBuffer.wrap(content.toArray());
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    }
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(target.getParent());
  }

  /** So that the new name itself is there after a power cut. */
  static void syncDirectory(Path folder) throws IOException {
    if (supportsOwners(folder)) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  static FileAttribute<?>[] attributes(Path file, String permissions) {
    return supportsOwners(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean supportsOwners(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
