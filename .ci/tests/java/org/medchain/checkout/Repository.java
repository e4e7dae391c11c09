package org.medchain.checkout;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in: a module's own build and the suite's have other folders. */
public final class Repository {
  /** Its root, absolute and normalised. */
  public static final Path ROOT = root();

  private Repository() {}

  /** A file or folder by its path from the root. */
  public static Path file(String path) {
    return ROOT.resolve(path);
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("the tests do not run in a checkout");
    }
    return folder;
  }
}
