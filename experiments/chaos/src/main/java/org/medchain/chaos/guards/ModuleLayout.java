package org.medchain.chaos.guards;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The paths of all parts.
 *
 * @param module the module whose guards are removed; its tests run in this folder
 * @param root the package above, e.g. {@code org/medchain}
 * @param scope the packages in it whose guards are removed, e.g. {@code consensus}
 * @param libraries the class path of the tests' libraries; may be empty
 * @param table the table of results
 * @param work folder for intermediate files and progress
 */
record ModuleLayout(
    Path module, String root, String scope, String libraries, Path table, Path work) {
  /** The repository's: the consensus packages of the core. */
  static ModuleLayout of(Path home, String libraries) {
    return new ModuleLayout(
        home.resolve("reference-node/core"),
        "org/medchain",
        "consensus",
        libraries,
        home.resolve("results/mutants/guards.csv"),
        home.resolve("target/guards"));
  }

  private Path main() {
    return module.resolve("src/main/java").resolve(root);
  }

  Path testSources() {
    return module.resolve("src/test/java");
  }

  Path testClasses() {
    return work.resolve("test-classes");
  }

  /** The sources with guards, by their paths under the root, in the order of their names. */
  Map<String, String> sources() {
    return read(main(), main().resolve(scope));
  }

  /** The tests of these packages, in the same way. */
  Map<String, String> tests() {
    Path tests = testSources();
    return read(tests, tests.resolve(root).resolve(scope));
  }

  private static Map<String, String> read(Path from, Path folder) {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(ModuleLayout::isSource).toList()) {
        all.put(from.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") && !file.endsWith("package-info.java");
  }

  /** The guards of all sources. */
  List<Guard> guards() {
    List<Guard> all = new ArrayList<>();
    sources().forEach((file, source) -> all.addAll(GuardFinder.find(file, source)));
    return all;
  }

  /** The class path of a JVM that runs the tests. */
  String classPath() {
    String own = System.getProperty("java.class.path");
    return libraries.isEmpty() ? own : own + File.pathSeparator + libraries;
  }
}
