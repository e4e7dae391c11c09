package org.medchain.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the archive.
 *
 * @param content its bytes
 * @param executable whether it can be run
 */
record ReleaseEntry(EntryContent content, boolean executable) {
  /** Read when it is written, so that the archive need not fit into memory. */
  interface EntryContent {
    byte[] bytes() throws IOException;
  }

  /** A file of the tree or of a build. */
  static ReleaseEntry of(Path file) {
    return new ReleaseEntry(() -> Files.readAllBytes(file), Files.isExecutable(file));
  }

  /** A jar, which nobody executes. */
  static ReleaseEntry library(Path file) {
    return new ReleaseEntry(() -> Files.readAllBytes(file), false);
  }

  /** Text that the archive alone has. */
  static ReleaseEntry of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ReleaseEntry(bytes::clone, false);
  }
}
