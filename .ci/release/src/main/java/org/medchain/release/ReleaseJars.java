package org.medchain.release;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medchain.launcher.PreparedBuild;

/**
 * The jars of the build and of libraries, where the launcher of the archive looks for them, and the
 * records by which it does.
 */
final class ReleaseJars {
  private static final String TARGET = "/target/";

  private final Path home;
  private final SortedMap<String, ReleaseEntry> entries = new TreeMap<>();
  private final SortedMap<String, Path> libraries = new TreeMap<>();

  private ReleaseJars(Path home) {
    this.home = home;
  }

  /**
   * Of the build that lies in the modules' folders {@code target}.
   *
   * @throws IOException if something that it should have left is not there
   */
  static ReleaseJars of(Path home) throws IOException {
    ReleaseJars jars = new ReleaseJars(home);
    for (String module : PreparedBuild.started()) {
      jars.add(module);
    }
    return jars;
  }

  /** Files of the archive, by path from its root. */
  SortedMap<String, ReleaseEntry> entries() {
    return entries;
  }

  /** Libraries by their file name. */
  SortedMap<String, Path> libraries() {
    return libraries;
  }

  private void add(String module) throws IOException {
    Path target = home.resolve(module).resolve("target");
    Path listing = target.resolve("classpath.txt");
    if (!Files.isRegularFile(listing)) {
      throw new IOException(
          module
              + " has no target/classpath.txt: it must be built before, so .ci/release/pom.xml"
              + " must name it");
    }
    List<String> path = new ArrayList<>();
    path.add(own(module, target));
    String listed = Files.readString(listing, StandardCharsets.UTF_8).strip();
    for (String each : listed.split(File.pathSeparator, -1)) {
      path.add(placed(Path.of(each)));
    }
    PreparedBuild.records(home, module, path)
        .forEach((place, text) -> entries.put(place, ReleaseEntry.of(text)));
  }

  private String own(String module, Path target) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (var found = Files.newDirectoryStream(target, "*.jar")) {
      found.forEach(jars::add);
    }
    if (jars.size() != 1) {
      throw new IOException(module + ": one jar is wanted in target, there are " + jars.size());
    }
    return placed(jars.get(0));
  }

  /** Where a jar lies in the archive, from its root. */
  private String placed(Path jar) throws IOException {
    if (!Files.isRegularFile(jar) || !jar.toString().endsWith(".jar")) {
      throw new IOException(jar + " is no jar: make the release with 'mvn package -Prelease'");
    }
    if (jar.startsWith(home)) {
      String path = home.relativize(jar).toString().replace(File.separatorChar, '/');
      String module = path.substring(0, path.indexOf(TARGET));
      String place = PreparedBuild.place(module, jar.getFileName().toString());
      entries.put(place, ReleaseEntry.library(jar));
      return place;
    }
    String name = jar.getFileName().toString();
    Path other = libraries.put(name, jar);
    if (other != null && Files.mismatch(other, jar) >= 0) {
      throw new IOException(other + " and " + jar + " have the same name");
    }
    String place = PreparedBuild.LIBRARIES + "/" + name;
    entries.put(place, ReleaseEntry.library(jar));
    return place;
  }
}
