package org.medchain.house;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Which Markdown files people write and read. */
final class Pages {
  /** Pages that code writes, whose words stand in its strings. */
  private static final Set<String> GENERATED =
      Set.of("spec/contract.md", "reference-node/node/metrics.md");

  private Pages() {}

  /** What runs wrote down stays as it was. */
  static boolean isProse(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".md") && !name.startsWith("results") && !GENERATED.contains(name);
  }
}
