package org.medchain.faults.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The classes to which a rolling upgrade changes: another build's, or the same ones in a folder of
 * their own, which shows the way of an upgrade and nothing about two versions together.
 *
 * @param build folder with another build's classes or jars; empty if there is none
 */
public record NextVersion(Optional<Path> build) {
  /** In one line. */
  String describe() {
    return build
        .map(folder -> "the next version is the build in " + folder)
        .orElse(
            "the next version is a copy of the same classes; --next-version names another build");
  }

  /**
   * The class path of the next version.
   *
   * @param copies where to copy classes to, if there is no other build
   * @throws IOException if the build has no classes, or nothing can be copied
   */
  String classPath(Path copies) throws IOException {
    String present = System.getProperty("java.class.path");
    if (build.isEmpty()) {
      return copied(present, copies);
    }
    // What another build has goes first; libraries that it does not bring are this one's.
    List<String> entries = new ArrayList<>();
    Path folder = build.get().toAbsolutePath().normalize();
    if (Files.isDirectory(folder.resolve("org").resolve("medchain"))) {
      entries.add(folder.toString());
    }
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(each -> each.toString().endsWith(".jar"))
          .sorted()
          .forEach(each -> entries.add(each.toString()));
    }
    if (entries.isEmpty()) {
      throw new IOException(folder + " has neither jars nor classes of org.medchain");
    }
    entries.add(present);
    return String.join(File.pathSeparator, entries);
  }

  /** Folders of classes and medchain's own jars; libraries stay where they are. */
  private static String copied(String present, Path copies) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : present.split(File.pathSeparator, -1)) {
      Path from = Path.of(entry);
      Path to = copies.resolve(entries.size() + "-" + from.getFileName());
      boolean own = String.valueOf(from.getFileName()).startsWith("medchain-");
      if (Files.isDirectory(from) && !Files.exists(to)) {
        StoreDamage.copy(from, Files.createDirectories(to));
      } else if (Files.isRegularFile(from) && own && !Files.exists(to)) {
        Files.createDirectories(copies);
        Files.copy(from, to);
      }
      entries.add(Files.exists(to) ? to.toString() : entry);
    }
    return String.join(File.pathSeparator, entries);
  }
}
