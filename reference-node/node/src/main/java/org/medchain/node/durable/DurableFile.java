package org.medchain.node.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.medchain.data.Bytes;

/**
 * The one way in which a file is replaced (STO-30; decision 0285): written beside the old one,
 * forced, renamed, and the folder forced. A kill or a power cut at any moment leaves the old file
 * or the new one whole, and after the return the new one. Only its owner may read it (OPS-22).
 */
public final class DurableFile {
  /** The suffix of a file that is being written. */
  public static final String UNFINISHED = ".new";

  private DurableFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface FileContent {
    /** Appends all of it to an empty file. */
    void appendTo(VolumeFile file) throws IOException;
  }

  /** Replaces or makes a file; durable when this returns. */
  public static void write(Path file, Bytes content) throws IOException {
    write(
        FolderVolume.at(parent(file)),
        file.getFileName().toString(),
        out -> out.append(ByteBuffer.wrap(content.toArray())));
  }

  /** The same with UTF-8 text. */
  public static void write(Path file, String text) throws IOException {
    write(file, Bytes.utf8(text));
  }

  /** The same in any volume. */
  public static void write(Volume volume, String name, FileContent content) throws IOException {
    String unfinished = name + UNFINISHED;
    volume.delete(unfinished); // One that a kill left.
    try (VolumeFile file = volume.create(unfinished)) {
      content.appendTo(file);
      file.force();
    } catch (IOException e) {
      volume.delete(unfinished); // A full disk needs its room.
      throw e;
    }
    volume.rename(unfinished, name);
    volume.syncDirectory();
  }

  /** Deletes a file, if it is there; a power cut afterwards does not bring it back. */
  public static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      PrivateFiles.syncDirectory(parent(file));
    }
  }

  /** Forces a file that was written piece by piece, and puts it in the place of another one. */
  public static void adopt(Path made, Path target) throws IOException {
    try (FileChannel content = FileChannel.open(made, StandardOpenOption.WRITE)) {
      content.force(true);
    }
    move(made, target);
  }

  /** Gives a file or a folder, whose content is forced, another name at once, durably. */
  public static Path move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.syncDirectory(parent(to));
    PrivateFiles.syncDirectory(parent(from));
    return to;
  }

  private static Path parent(Path file) {
    return file.toAbsolutePath().getParent();
  }
}
