package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sources of one module's classes, recorded beside its jar.
 *
 * @param own sum of its own inputs
 * @param all sum of its own inputs and of those of all modules that it needs
 * @param inputs files and folders, from the project's root
 */
record BuiltFrom(String own, String all, List<String> inputs) {
  /** Its name. */
  static final String FILE = "built-from.txt";

  private static final int SUMS = 2;

  /** What each module is made of now. */
  static SortedMap<String, BuiltFrom> now(Path home, Modules modules) throws IOException {
    SortedMap<String, String> own = new TreeMap<>();
    for (Modules.Module each : modules.all()) {
      own.put(each.folder(), Contents.of(home.toFile(), each.inputs()));
    }
    SortedMap<String, BuiltFrom> sources = new TreeMap<>();
    for (Modules.Module each : modules.all()) {
      StringBuilder all = new StringBuilder();
      modules.closure(each.folder()).forEach(folder -> all.append(own.get(folder)).append('\n'));
      String sum = Contents.of(all.toString());
      sources.put(each.folder(), new BuiltFrom(own.get(each.folder()), sum, each.inputs()));
    }
    return sources;
  }

  static Path folder(Path home, String module) {
    return home.resolve(module).resolve("target").resolve("quick");
  }

  private static Path file(Path home, String module) {
    return folder(home, module).resolve(FILE);
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
    WholeFile.write(file(home, module), lines());
  }

  /** As in the file. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(own, all));
    lines.addAll(inputs);
    return lines;
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
