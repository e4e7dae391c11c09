package org.medchain.paper.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medchain.experiments.config.UserInputException;
import org.medchain.paper.text.TestedLiterals;

/**
 * The pages that have values with their sources in comments. They are found, so that a new one is
 * compared without being named anywhere (CLAIM-9).
 */
final class TestedPages {
  /** What is no page of the project: what was built, Git's own, and uncommitted runs. */
  private static final Set<String> LEFT_OUT = Set.of("target", ".git", "runs", "node_modules");

  private TestedPages() {}

  /** Their texts by their paths from the project's root. */
  static SortedMap<String, String> in(Path home) throws UserInputException {
    SortedMap<String, String> pages = new TreeMap<>();
    try {
      Files.walkFileTree(home, new PageCollector(home, pages));
    } catch (IOException | UncheckedIOException e) {
      throw new UserInputException(home + ": its pages cannot be read: " + e.getMessage());
    }
    return pages;
  }

  /** Puts each page that has such a value into a map. */
  private static final class PageCollector extends SimpleFileVisitor<Path> {
    private final Path home;
    private final Map<String, String> pages;

    private PageCollector(Path home, Map<String, String> pages) {
      this.home = home;
      this.pages = pages;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean other = !folder.equals(home) && LEFT_OUT.contains(folder.getFileName().toString());
      return other ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (file.toString().endsWith(".md")) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        if (TestedLiterals.areIn(text)) {
          pages.put(home.relativize(file).toString().replace('\\', '/'), text);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    /** A process may delete what it made meanwhile. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
