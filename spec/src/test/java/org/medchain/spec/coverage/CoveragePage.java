package org.medchain.spec.coverage;

import java.util.List;
import java.util.stream.Collectors;

/** From each requirement to the code, the tests and the models that cite it. */
final class CoveragePage {
  /** Where the build writes it. */
  static final String PATH = "spec/target/coverage.md";

  private static final String HEAD =
      """
      # Coverage

      Made by the build: each requirement with the code, the tests and the TLA+ modules that cite its id.

      | id | status | code | tests | models |
      |---|---|---|---|---|
      """;

  private CoveragePage() {}

  static String text(Coverage coverage) {
    return coverage.requirements().stream()
        .map(
            each ->
                "| %s | %s | %s | %s | %s |\n"
                    .formatted(
                        each.id(),
                        each.status() == Requirement.Status.BUILT ? "built" : "planned",
                        links(coverage.code(each.id())),
                        links(coverage.tests(each.id())),
                        links(coverage.models(each.id()))))
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String links(List<Source> files) {
    return files.stream()
        .map(each -> "[%s](../../%s)".formatted(each.name(), each.path()))
        .collect(Collectors.joining(", "));
  }
}
