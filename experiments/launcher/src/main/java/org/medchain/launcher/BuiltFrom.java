package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
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

  /** What each module is made of now. */
  static SortedMap<String, BuiltFrom> now(Path home, Modules modules) throws IOException {
    Map<String, String> own = new TreeMap<>();
    for (Modules.Module each : modules.all()) {
      own.put(each.folder(), Contents.of(home.toFile(), each.inputs()));
    }
    SortedMap<String, BuiltFrom> sources = new TreeMap<>();
    for (Modules.Module each : modules.all()) {
      String all =
          String.join("\n", modules.closure(each.folder()).stream().map(own::get).toList());
      sources.put(
          each.folder(), new BuiltFrom(own.get(each.folder()), Contents.of(all), each.inputs()));
    }
    return sources;
  }

  static Path folder(Path home, String module) {
    return home.resolve(module).resolve("target").resolve("quick");
  }

  /** The record; empty where nothing is, or the last build of the module did not end. */
  static Optional<BuiltFrom> read(Path home, String module) throws IOException {
    Path file = folder(home, module).resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return Optional.of(new BuiltFrom(lines.get(0), lines.get(1), lines.subList(2, lines.size())));
  }

  /** As in the file. */
  String text() {
    return own + "\n" + all + "\n" + String.join("\n", inputs) + "\n";
  }

  /** Writes a record that a reader finds as it was or as it is, never half written. */
  static void write(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
