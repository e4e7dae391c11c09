package org.medchain.cluster.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Classes as earlier processes left them, by which processes begin sooner (JEP 350): a JVM that the
 * archive does not fit leaves another one. Tests name one of a rehearsal, with compiled code (JEP
 * 515), from JDK 25 on.
 */
public final class StartupCache {
  /** Names the file; no such property: no cache. */
  static final String PROPERTY = "medchain.start_cache";

  private StartupCache() {}

  /** Options of a JVM with the same class path. */
  public static List<String> options() {
    String name = System.getProperty(PROPERTY, "");
    String quiet = "-Xlog:disable"; // A mismatched cache needs no message.
    if (name.endsWith(".aot")) {
      return Files.isRegularFile(Path.of(name))
          ? List.of("-XX:AOTCache=" + name, quiet)
          : List.of();
    }
    return name.isEmpty()
        ? List.of()
        : List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + name, quiet);
  }
}
