package org.medchain.spec.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The files of a working copy except for what a build or a run leaves in it. */
record Repository(Path root) {
  /** What git keeps, or is told to ignore. */
  private static final Set<String> LEFT_OUT = Set.of(".git", "target", "results/runs");

  /** The one that the tests run in. */
  static Repository here() {
    return new Repository(org.medchain.checkout.Repository.ROOT);
  }

  /** Whether a path relative to the root lies where builds and runs write. */
  static boolean isLeftOut(String path) {
    String inside = "/" + path + "/";
    return LEFT_OUT.stream().anyMatch(each -> inside.contains("/" + each + "/"));
  }

  /** The files under a folder ("" for all) whose names end in one of the endings, by path. */
  List<Source> files(String folder, String... endings) {
    List<Source> found = new ArrayList<>();
    try {
      Files.walkFileTree(root.resolve(folder), new Collector(found, List.of(endings)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(Comparator.comparing(Source::path));
    return List.copyOf(found);
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    private final List<Source> found;
    private final List<String> endings;

    Collector(List<Source> found, List<String> endings) {
      this.found = found;
      this.endings = endings;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return isLeftOut(relative(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String path = relative(file);
      if (endings.stream().anyMatch(path::endsWith)) {
        found.add(new Source(path, Files.readString(file)));
      }
      return FileVisitResult.CONTINUE;
    }

    private String relative(Path path) {
      return root.relativize(path).toString().replace('\\', '/');
    }
  }
}
