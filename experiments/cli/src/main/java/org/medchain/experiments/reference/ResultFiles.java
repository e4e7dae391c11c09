package org.medchain.experiments.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medchain.experiments.results.CodeHash;

/** The files of a result that its command wrote, so that a change by hand is seen (RES-1). */
public final class ResultFiles {
  /** The manifest's field of their hash. */
  public static final String FIELD = "files_hash";

  private ResultFiles() {}

  /** SHA-256 over their names, lengths and contents, as 64 hexadecimal digits. */
  public static String hash(Path folder) throws IOException {
    return CodeHash.of(in(folder));
  }

  /**
   * By their names: all but the manifest, texts written by hand, the lock of a run, and nested
   * results.
   */
  static Map<String, Path> in(Path top) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(top)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = top.relativize(file).toString().replace('\\', '/');
        boolean other =
            name.equals(ReferenceResult.MANIFEST) || name.equals(".lock") || name.endsWith(".md");
        if (!other && !isNested(top, file.getParent())) {
          files.put(name, file);
        }
      }
    }
    return files;
  }

  private static boolean isNested(Path top, Path folder) {
    return !folder.equals(top)
        && (Files.exists(folder.resolve(ReferenceResult.MANIFEST))
            || isNested(top, folder.getParent()));
  }
}
