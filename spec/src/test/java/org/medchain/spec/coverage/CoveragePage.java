package org.medchain.spec.coverage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code spec/target/coverage.md}: from each requirement to the code, the tests and the models that
 * cite it. Links are written as references with their targets at the end, so that the tables can be
 * read as text and a file's path stands there once.
 */
final class CoveragePage {
  /** Where the build writes it. */
  static final String PATH = "spec/target/coverage.md";

  private static final String HEAD =
      """
      # Coverage

      Made by the build: each requirement with the code, the tests and the TLA+ modules that cite its id.

      A citation is the exact id in a source; a row such as "PBFT-9 to PBFT-12" cites nothing. A requirement that is `built`
      must be cited by a test, one that is `planned` by no code and no test. Where a requirement has no code of its own, it
      holds for the whole (agreement, determinism) or is about what is not there.

      """;

  private final Coverage coverage;
  private final Map<String, String> names;

  /** The page for what is covered now. */
  CoveragePage(Coverage coverage) {
    this.coverage = coverage;
    this.names = shortNames(cited(coverage));
  }

  private static List<String> cited(Coverage coverage) {
    return coverage.requirements().stream()
        .map(Requirement::id)
        .flatMap(
            id ->
                List.of(coverage.code(id), coverage.tests(id), coverage.models(id)).stream()
                    .flatMap(List::stream))
        .map(Source::path)
        .distinct()
        .sorted()
        .toList();
  }

  /** For each path the fewest last parts of it that no other path ends in. */
  private static Map<String, String> shortNames(List<String> paths) {
    Map<String, String> names = new TreeMap<>();
    for (String path : paths) {
      int parts = 1;
      while (isShared(paths, path, parts)) {
        parts++;
      }
      names.put(path, ending(path, parts));
    }
    return names;
  }

  private static boolean isShared(List<String> paths, String path, int parts) {
    // Labels of links are compared without regard to case.
    String name = ending(path, parts);
    return paths.stream()
        .filter(other -> !other.equals(path))
        .anyMatch(other -> ending(other, parts).equalsIgnoreCase(name));
  }

  private static String ending(String path, int parts) {
    List<String> all = List.of(path.substring(0, path.lastIndexOf('.')).split("/", -1));
    return String.join(".", all.subList(Math.max(0, all.size() - parts), all.size()));
  }

  String text() {
    StringBuilder page = new StringBuilder(HEAD);
    Map<String, List<Requirement>> files = new LinkedHashMap<>();
    for (Requirement each : coverage.requirements()) {
      files.computeIfAbsent(each.file(), key -> new ArrayList<>()).add(each);
    }
    counts(page, files);
    files.forEach((file, rows) -> builtOnes(page, file, rows));
    plannedOnes(page);
    page.append('\n');
    names.forEach((path, name) -> page.append("[%s]: %s%n".formatted(name, fromHere(path))));
    return page.toString().replace("\r\n", "\n");
  }

  private static void counts(StringBuilder page, Map<String, List<Requirement>> files) {
    page.append("| file | built | planned |\n|---|---|---|\n");
    files.forEach(
        (file, rows) ->
            page.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %d |\n",
                    link(file),
                    built(rows),
                    rows.size() - built(rows))));
    List<Requirement> all = files.values().stream().flatMap(List::stream).toList();
    page.append(
        String.format(Locale.ROOT, "| all | %d | %d |\n", built(all), all.size() - built(all)));
  }

  private static long built(List<Requirement> rows) {
    return rows.stream().filter(each -> each.status() == Requirement.Status.BUILT).count();
  }

  private void builtOnes(StringBuilder page, String file, List<Requirement> rows) {
    if (built(rows) == 0) {
      return;
    }
    page.append("\n## ").append(link(file));
    page.append("\n\n| id | code | tests | models |\n|---|---|---|---|\n");
    for (Requirement each : rows) {
      if (each.status() == Requirement.Status.BUILT) {
        String id = each.id();
        page.append(
            "| %s | %s | %s | %s |\n"
                .formatted(
                    id,
                    labels(coverage.code(id)),
                    labels(coverage.tests(id)),
                    labels(coverage.models(id))));
      }
    }
  }

  private void plannedOnes(StringBuilder page) {
    List<Requirement> planned =
        coverage.requirements().stream()
            .filter(each -> each.status() == Requirement.Status.PLANNED)
            .toList();
    page.append(String.format(Locale.ROOT, "\n## Planned: %d\n\n", planned.size()));
    page.append("| id | requirement | source | models |\n|---|---|---|---|\n");
    for (Requirement each : planned) {
      page.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  each.id(), each.sentence(), each.source(), labels(coverage.models(each.id()))));
    }
  }

  private String labels(List<Source> files) {
    return files.isEmpty()
        ? "–"
        : files.stream()
            .map(each -> "[" + names.get(each.path()) + "]")
            .collect(Collectors.joining(", "));
  }

  private static String link(String file) {
    return "[%s](%s)".formatted(Path.of(file).getFileName(), fromHere(file));
  }

  /** A path relative to this page's folder. */
  private static String fromHere(String path) {
    return Path.of(PATH).getParent().relativize(Path.of(path)).toString().replace('\\', '/');
  }
}
