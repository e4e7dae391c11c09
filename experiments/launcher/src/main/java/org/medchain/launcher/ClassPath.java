package org.medchain.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The class path of a module as its last build left it (EXP-24). The project's own jars are there
 * with paths from the project's root, so that a copied or moved checkout runs its own; libraries
 * lie in Maven's repository, outside of it.
 *
 * @param sum over the sources of the project's modules among them, which this module was compiled
 *     against
 * @param entries jars; the module's own first
 */
record ClassPath(String sum, List<String> entries) {
  /** Its name, in the folder of the module's quick build. */
  static final String FILE = "launch.txt";

  private static final String BUILT = "/target/quick/";

  /** Of jars whose modules were made of sources with these sums. */
  static ClassPath of(List<String> entries, Map<String, String> sums) {
    List<String> own = modules(entries).stream().map(sums::get).toList();
    return new ClassPath(Contents.of(String.join("\n", own)), entries);
  }

  /** The modules whose jars are among these. */
  static List<String> modules(List<String> entries) {
    return entries.stream()
        .filter(each -> each.indexOf(BUILT) > 0 && !Path.of(each).isAbsolute())
        .map(each -> each.substring(0, each.indexOf(BUILT)))
        .toList();
  }

  /** That of the last build; empty where there was none. */
  static Optional<ClassPath> last(Path home, String module) throws IOException {
    Path file = BuiltFrom.folder(home, module).resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return Optional.of(new ClassPath(lines.get(0), lines.subList(1, lines.size())));
  }

  /**
   * Whether it can be used as it is: for each module on it, the jar that lies there, the one that
   * the command's module was compiled against, and the sources are of one sum.
   */
  boolean isFresh(Path home) {
    try {
      Map<String, String> sums = new TreeMap<>();
      for (String each : modules(entries)) {
        sums.put(each, BuiltFrom.now(home, each));
        if (!BuiltFrom.is(home, each, sums.get(each))) {
          return false;
        }
      }
      return jars(home).stream().allMatch(Files::exists) && of(entries, sums).equals(this);
    } catch (IOException e) {
      return false; // a source changed while it was read
    }
  }

  /** As in the file. */
  String text() {
    return sum + "\n" + String.join("\n", entries) + "\n";
  }

  private List<Path> jars(Path home) {
    return entries.stream().map(home::resolve).toList();
  }

  /** In the form that a JVM requires. */
  String text(Path home) {
    return String.join(File.pathSeparator, jars(home).stream().map(Path::toString).toList());
  }
}
