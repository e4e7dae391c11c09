package org.medchain.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the build output matches the present sources (EXP-24), by their content: for each of the
 * project's modules on the class path, the jar that lies there, the one that the command's module
 * was compiled against, and the sources must be of one sum.
 */
final class SourceFreshness {
  private SourceFreshness() {}

  /** The class path, if it can be used as it is. */
  static Optional<ClassPath> of(Path home, String module) {
    return ClassPath.read(home, module).filter(path -> isFresh(home, path));
  }

  private static boolean isFresh(Path home, ClassPath path) {
    for (Path jar : path.jars(home)) {
      if (!Files.exists(jar)) {
        return false;
      }
    }
    for (Map.Entry<String, String> each : path.modules().entrySet()) {
      Optional<BuiltFrom> built = BuiltFrom.read(home, each.getKey());
      if (built.isEmpty()
          || !built.get().own().equals(each.getValue())
          || !built.get().isCurrent(home)) {
        return false;
      }
    }
    return true;
  }
}
