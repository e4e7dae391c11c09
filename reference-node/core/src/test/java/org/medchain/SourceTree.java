package org.medchain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository, as tests of its own rules read them. */
final class SourceTree {
  /**
   * A source file.
   *
   * @param path relative to the repository's root
   * @param text its content
   */
  record Source(Path path, String text) {
    List<String> lines() {
      return text.lines().toList();
    }
  }

  private static final Path ROOT = root();

  private SourceTree() {}

  /** Tests run in their module's folder, somewhere under the root. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("spec/requirements"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new AssertionError("no spec/requirements above the working folder");
    }
    return folder;
  }

  /** The files under a folder of the repository whose names end so, built ones left out; sorted. */
  static List<Source> files(String folder, String ending) {
    Path start = ROOT.resolve(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(start)) {
      return paths
          .filter(path -> path.toString().endsWith(ending))
          .filter(path -> !ROOT.relativize(path).toString().contains("target/"))
          .sorted()
          .map(SourceTree::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source read(Path path) {
    try {
      return new Source(ROOT.relativize(path), Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
