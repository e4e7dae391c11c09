package org.medchain.experiments.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A file of a run beside that of the same name of the committed result (RES-4).
 *
 * @param name from the folder of the result
 * @param state in a word
 * @param why in a few more; empty where they are equal
 */
record ComparedFile(String name, ComparedFileState state, String why) {
  /** What a comparison finds. */
  enum ComparedFileState {
    EQUAL,
    DIFFERENT,
    ONLY_HERE,
    MISSING,
    MAY_DIFFER;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Those of both folders, by their names; the manifests of both are the last. */
  static Stream<ComparedFile> all(Path committed, Path run) throws IOException {
    Map<String, Path> before = ResultFiles.in(committed);
    Map<String, Path> after = ResultFiles.in(run);
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    Stream.Builder<ComparedFile> all = Stream.builder();
    for (String name : names) {
      all.add(
          of(name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name))));
    }
    all.add(
        new ComparedFile(
            ReferenceResult.MANIFEST,
            ComparedFileState.MAY_DIFFER,
            Files.exists(run.resolve(ReferenceResult.MANIFEST))
                ? "provenance: when, on which machine, from which commit"
                : "provenance of the committed result alone"));
    return all.build();
  }

  private static ComparedFile of(String name, Optional<Path> committed, Optional<Path> here)
      throws IOException {
    Optional<String> may = mayDiffer(name);
    if (committed.isPresent() && here.isPresent()) {
      if (Files.mismatch(committed.get(), here.get()) < 0) {
        return new ComparedFile(name, ComparedFileState.EQUAL, "");
      }
      return may.isPresent()
          ? new ComparedFile(name, ComparedFileState.MAY_DIFFER, may.get())
          : new ComparedFile(
              name, ComparedFileState.DIFFERENT, FirstDifference.of(committed.get(), here.get()));
    }
    return committed.isPresent()
        ? new ComparedFile(name, ComparedFileState.MISSING, "in the committed result alone")
        : name.startsWith("export/")
            ? new ComparedFile(name, ComparedFileState.MAY_DIFFER, "written by 'results export'")
            : new ComparedFile(name, ComparedFileState.ONLY_HERE, "in this run alone");
  }

  /** Why a file need not be equal, if it need not. */
  private static Optional<String> mayDiffer(String name) {
    if (name.equals("index.html") || name.equals("report/index.html")) {
      return Optional.of("the page tells when, where, from which commit and by which command");
    }
    if (name.equals("run.json")) {
      return Optional.of("provenance: from which commit");
    }
    return name.endsWith(".svg")
        ? Optional.of("drawn with the fonts of the machine; its numbers are in the tables")
        : Optional.empty();
  }

  boolean mustBeEqual() {
    return state != ComparedFileState.MAY_DIFFER;
  }

  /** The folder that it is in, with a slash; empty at the top. */
  String parent() {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }
}
