package org.medchain.spec.coverage;

import java.util.List;

/** A file of the repository, by its path with slashes. */
record Source(String path, String text) {
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether it is Java that ships, benchmarks included. */
  boolean isCode() {
    return path.endsWith(".java") && !isTest();
  }

  boolean isTest() {
    return path.endsWith(".java") && path.contains("src/test/");
  }

  /** Whether it is a TLA+ module. */
  boolean isModel() {
    return path.endsWith(".tla");
  }

  List<String> lines() {
    return text.lines().toList();
  }
}
