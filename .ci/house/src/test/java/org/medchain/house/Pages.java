package org.medchain.house;

import java.nio.file.Path;
import java.util.Locale;

/** Which Markdown files people write and read. */
final class Pages {
  private Pages() {}

  /** What runs wrote down stays as it was. */
  static boolean isProse(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".md") && !name.startsWith("results");
  }
}
