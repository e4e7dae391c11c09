package org.medchain.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The class path of a module as its last build left it (EXP-24). The project's own jars are there
 * with paths from the project's root, so that a copied or moved checkout runs its own; libraries
 * lie in Maven's repository, outside of it.
 *
 * @param entries jars; the module's own first
 * @param modules the project's modules among them, each with the sum of the inputs that this module
 *     was compiled against
 */
record ClassPath(List<String> entries, SortedMap<String, String> modules) {
  /** Its name, in the folder of the module's quick build. */
  static final String FILE = "launch.txt";

  private static final String BUILT = "/target/quick/";

  private static Path file(Path home, String module) {
    return BuiltFrom.folder(home, module).resolve(FILE);
  }

  /** Takes Maven's list; the sums are those of the modules' inputs before Maven read them. */
  static ClassPath of(Path home, String module, String listed, SortedMap<String, BuiltFrom> sources)
      throws Stop {
    List<String> entries = new ArrayList<>();
    SortedMap<String, String> modules = new TreeMap<>();
    entries.add(ownJar(home, module));
    for (String each : listed.strip().split(File.pathSeparator, -1)) {
      Path path = Path.of(each);
      entries.add(path.startsWith(home) ? slashes(home.relativize(path)) : each);
    }
    for (String each : entries) {
      int end = each.indexOf(BUILT);
      if (end > 0 && !Path.of(each).isAbsolute()) {
        String folder = each.substring(0, end);
        modules.put(folder, sources.get(folder).own());
      }
    }
    return new ClassPath(entries, modules);
  }

  private static String ownJar(Path home, String module) throws Stop {
    File[] jars =
        BuiltFrom.folder(home, module).toFile().listFiles((at, name) -> name.endsWith(".jar"));
    if (jars == null || jars.length != 1) {
      throw Stop.failed("the build of " + module + " left no jar");
    }
    return slashes(home.relativize(jars[0].toPath()));
  }

  private static String slashes(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }

  void write(Path home, String module) throws IOException {
    WholeFile.write(file(home, module), lines());
  }

  /** As in the file. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    modules.forEach((folder, sum) -> lines.add("module " + sum + " " + folder));
    entries.forEach(each -> lines.add("jar " + each));
    return lines;
  }

  /** The record of the last build; empty where nothing is. */
  static Optional<ClassPath> read(Path home, String module) {
    List<String> entries = new ArrayList<>();
    SortedMap<String, String> modules = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file(home, module))) {
        String[] words = line.split(" ", 3);
        if (words[0].equals("module") && words.length == 3) {
          modules.put(words[2], words[1]);
        } else if (line.startsWith("jar ")) {
          entries.add(line.substring(4));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return modules.containsKey(module)
        ? Optional.of(new ClassPath(entries, modules))
        : Optional.empty();
  }

  /** The jars where they are for this checkout. */
  List<Path> jars(Path home) {
    return entries.stream().map(home::resolve).toList();
  }

  /** In the form that a JVM requires. */
  String text(Path home) {
    return String.join(File.pathSeparator, jars(home).stream().map(Path::toString).toList());
  }
}
