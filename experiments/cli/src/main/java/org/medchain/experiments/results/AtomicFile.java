package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writing a file so that a reader, or a crash, sees the old one or the new one whole. */
public final class AtomicFile {
  private static final String UNFINISHED = ".part";

  private AtomicFile() {}

  /** Replaces the file's content with UTF-8 text. */
  public static void write(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + UNFINISHED);
    Files.writeString(beside, text, StandardCharsets.UTF_8);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes what killed processes were writing in a folder; nobody may write there meanwhile. */
  static void removeUnfinished(Path folder) throws IOException {
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
      for (Path each : unfinished) {
        Files.delete(each);
      }
    }
  }
}
