package org.medchain.experiments.reference;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
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
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean own =
                folder.equals(top) || Files.notExists(folder.resolve(ReferenceResult.MANIFEST));
            return own ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = top.relativize(file).toString().replace('\\', '/');
            boolean other =
                name.equals(ReferenceResult.MANIFEST)
                    || name.equals(".lock")
                    || name.endsWith(".md");
            if (!other) {
              files.put(name, file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
