package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sources of one module's classes, recorded beside its jar.
 *
 * @param own sum of its own inputs
 * @param all sum of its own inputs and of those of all modules that it needs
 * @param inputs files and folders, from the project's root
 */
record BuiltFrom(String own, String all, List<String> inputs) {
  private static final int SUMS = 2;

  static Path folder(Path home, String module) {
    return home.resolve(module).resolve("target").resolve("quick");
  }

  private static Path file(Path home, String module) {
    return folder(home, module).resolve("built-from.txt");
  }

  /** The record; empty where nothing is, or the last build of the module did not end. */
  static Optional<BuiltFrom> read(Path home, String module) {
    try {
      List<String> lines = Files.readAllLines(file(home, module));
      return lines.size() <= SUMS
          ? Optional.empty()
          : Optional.of(
              new BuiltFrom(lines.get(0), lines.get(1), lines.subList(SUMS, lines.size())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void write(Path home, String module) throws IOException {
    List<String> lines = new ArrayList<>(List.of(own, all));
    lines.addAll(inputs);
    WholeFile.write(file(home, module), lines);
  }

  /** From here on nothing is known of the module's classes. */
  static void forget(Path home, String module) throws IOException {
    Files.deleteIfExists(file(home, module));
  }

  /** Whether the inputs are still those, by content. */
  boolean isCurrent(Path home) {
    try {
      return Contents.of(home.toFile(), inputs).equals(own);
    } catch (IOException e) {
      return false; // changed while it was read
    }
  }
}
