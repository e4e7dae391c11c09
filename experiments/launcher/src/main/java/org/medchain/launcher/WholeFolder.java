package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A folder with all that is in it. */
public final class WholeFolder {
  private WholeFolder() {}

  /**
   * Deletes it, or a file, if it exists. What vanishes meanwhile is no error, since others may
   * delete it too; what a link names stays.
   *
   * @throws IOException if something of it stays, such as a file that was made meanwhile
   */
  public static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> inside = Files.newDirectoryStream(path)) {
        for (Path each : inside) {
          delete(each);
        }
      } catch (NoSuchFileException e) {
        return;
      }
    }
    Files.deleteIfExists(path);
  }
}
