package org.medchain.cluster.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Classes as a rehearsal left them, by which processes begin sooner (JEP 350; with compiled code,
 * JEP 515, from JDK 25 on). The launcher makes it after each build and names it; a JVM that it does
 * not fit goes without.
 */
public final class StartupCache {
  /** Names the file; no such file, or no such property: no cache. */
  static final String PROPERTY = "medchain.start_cache";

  /** The launcher's words about native libraries, which are passed on. */
  private static final List<String> LIBRARIES =
      List.of("java.library.path", "com.amazon.corretto.crypto.provider.useExternalLib");

  private StartupCache() {}

  /** Options of a JVM with the same class path. */
  public static List<String> options() {
    String name = System.getProperty(PROPERTY, "");
    Path file = Path.of(name);
    if (name.isEmpty() || !Files.isRegularFile(file)) {
      return List.of();
    }
    List<String> options = new ArrayList<>();
    options.add((name.endsWith(".aot") ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file);
    options.add("-Xlog:disable"); // A mismatched cache needs no message.
    for (String each : LIBRARIES) {
      Optional.ofNullable(System.getProperty(each))
          .ifPresent(value -> options.add("-D" + each + "=" + value));
    }
    return options;
  }
}
