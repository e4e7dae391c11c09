package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The records by which a copy of the tree starts commands without Maven (REL-3): those that a build
 * leaves beside the jars, with libraries in a folder of the copy. Who changes a source of the copy
 * is told that it must be built, as in a checkout.
 */
public final class PreparedBuild {
  /** The folder of libraries in the copy, from its root. */
  public static final String LIBRARIES = "lib";

  private PreparedBuild() {}

  /** The modules that commands are started from, as folders from the root. */
  public static SortedSet<String> started() {
    return Route.modules();
  }

  /**
   * Where a file of a module's build lies in the copy, from its root.
   *
   * @param module its folder
   * @param file its name
   */
  public static String place(String module, String file) {
    return module + "/target/quick/" + file;
  }

  /**
   * The records of one module's class path, and of the sources of all modules on it.
   *
   * @param home the root of the tree
   * @param module its folder
   * @param entries jars from the root of the copy, its own first; those of modules at their {@link
   *     #place}
   * @return contents by path from the root of the copy
   * @throws IOException if a source cannot be read
   */
  public static Map<String, String> records(Path home, String module, List<String> entries)
      throws IOException {
    Map<String, String> sums = new TreeMap<>();
    for (String each : ClassPath.modules(entries)) {
      sums.put(each, BuiltFrom.now(home, each));
    }
    Map<String, String> records = new TreeMap<>();
    sums.forEach((each, sum) -> records.put(place(each, BuiltFrom.FILE), sum));
    records.put(place(module, ClassPath.FILE), ClassPath.of(List.copyOf(entries), sums).text());
    return records;
  }
}
