package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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

  private final Modules modules;
  private final SortedMap<String, BuiltFrom> sources;

  private PreparedBuild(Modules modules, SortedMap<String, BuiltFrom> sources) {
    this.modules = modules;
    this.sources = sources;
  }

  /**
   * For the sources of a tree.
   *
   * @param home its root folder
   * @throws IOException if a pom or a source cannot be read
   */
  public static PreparedBuild of(Path home) throws IOException {
    try {
      Modules modules = Modules.read(home);
      return new PreparedBuild(modules, BuiltFrom.now(home, modules));
    } catch (Stop e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The modules that commands are started from, as folders from the root. */
  public static SortedSet<String> started() {
    return Route.modules();
  }

  /**
   * Where the jar of a module lies in the copy, from its root.
   *
   * @param module its folder
   * @param jar its file name
   */
  public static String place(String module, String jar) {
    return folder(module) + "/" + jar;
  }

  private static String folder(String module) {
    return BuiltFrom.folder(Path.of(""), module).toString().replace('\\', '/');
  }

  /**
   * The records of one module's class path, and of the sources of all modules on it.
   *
   * @param module its folder
   * @param entries jars from the root of the copy, its own first; those of modules at their {@link
   *     #place}
   * @return contents by path from the root of the copy
   */
  public Map<String, String> records(String module, List<String> entries) {
    Map<String, String> records = new TreeMap<>();
    records.put(
        folder(module) + "/" + ClassPath.FILE, ClassPath.of(List.copyOf(entries), sources).text());
    for (String each : modules.closure(module)) {
      records.put(folder(each) + "/" + BuiltFrom.FILE, sources.get(each).text());
    }
    return records;
  }
}
