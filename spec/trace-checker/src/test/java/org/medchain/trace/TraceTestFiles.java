package org.medchain.trace;

import java.nio.file.Path;

/** Where the models and the traces of the tests are. */
final class TraceTestFiles {
  static final Path HOME = Path.of(System.getProperty("basedir", ""), "..", "..").normalize();
  static final Path FOLDER = HOME.resolve(Path.of("spec", "tla"));

  private static final Path RESOURCES =
      Path.of(System.getProperty("basedir", ""), "src", "test", "resources");

  private TraceTestFiles() {}

  static TraceChecker checker() {
    return new TraceChecker(FOLDER);
  }

  static Path resource(String folder, String name) {
    return RESOURCES.resolve(folder).resolve(name);
  }
}
