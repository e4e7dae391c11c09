package org.medchain.trace;

import java.nio.file.Path;
import org.medchain.checkout.Repository;

final class TraceTestFiles {
  static final Path HOME = Repository.ROOT;
  static final Path FOLDER = HOME.resolve(Path.of("spec", "tla"));

  private static final Path RESOURCES = Repository.file("spec/src/test/resources");

  private TraceTestFiles() {}

  static TraceChecker checker() {
    return new TraceChecker(FOLDER);
  }

  static Path resource(String folder, String name) {
    return RESOURCES.resolve(folder).resolve(name);
  }
}
