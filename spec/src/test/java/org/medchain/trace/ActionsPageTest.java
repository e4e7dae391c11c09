package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** TRACE-13: spec/actions.md has a requirement and a method for each rule of the model. */
class ActionsPageTest {
  /** A row; without a method it is one of the second table. */
  private record Row(
      String definitions, String rule, String requirement, String method, String proof) {
    static Row of(String line) {
      List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
      boolean isKept = cells.get(4).startsWith("`");
      return new Row(
          cells.get(1),
          cells.get(2),
          cells.get(3),
          isKept ? cells.get(4).replace("`", "") : "",
          isKept ? cells.get(5) : "");
    }
  }

  private static final Path SPEC = TraceTestFiles.HOME.resolve("spec");
  private static final Path JAVA = TraceTestFiles.HOME.resolve("reference-node/core/src/main/java");
  private static final Path SOURCES = JAVA.resolve("org/medchain/consensus/pbft");
  private static final Path PROOF =
      SPEC.resolve("src/main/resources/org/medchain/proof/agreement.smt2");
  private static final String WITHOUT_RULE = "## Guards of the proof without a rule";
  private static final Pattern GUARD =
      Pattern.compile(":guard \\((\\S+) (\\S+) \"([^\"]*)\"\\s+\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("[A-Z]+-\\d+");

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(SPEC.resolve("actions.md")).stream()
        .takeWhile(line -> !line.equals(WITHOUT_RULE))
        .filter(line -> line.startsWith("| ") && !line.startsWith("| in |"))
        .map(Row::of)
        .toList();
  }

  @Test
  void everyRuleOfTheModelHasOneRow() throws IOException {
    Map<String, Set<String>> places = new TreeMap<>();
    for (ModelRules.Site each : ModelRules.read().sites()) {
      places.computeIfAbsent(each.rule(), rule -> new TreeSet<>()).add(each.definition());
    }
    List<Row> rows = rows();
    assertThat(rows).extracting(Row::rule).doesNotHaveDuplicates();
    Map<String, Set<String>> told =
        rows.stream()
            .collect(
                Collectors.toMap(
                    Row::rule, row -> new TreeSet<>(List.of(row.definitions().split(", ")))));
    assertThat(new TreeMap<>(told)).isEqualTo(places);
  }

  @Test
  void everyRequirementIsWrittenDown() throws IOException {
    StringBuilder requirements = new StringBuilder();
    try (Stream<Path> files = Files.list(SPEC.resolve("requirements"))) {
      for (Path file : files.toList()) {
        requirements.append(Files.readString(file));
      }
    }
    for (Row row : rows()) {
      assertThat(requirements).contains("\n| " + row.requirement() + " |");
      List<String> named = ID.matcher(row.rule()).results().map(found -> found.group()).toList();
      if (!named.isEmpty()) {
        assertThat(named).as(row.rule()).contains(row.requirement());
      }
    }
  }

  @Test
  void everyMethodCitesItsRequirement() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Row row : rows()) {
      if (!row.method().isEmpty() && !cites(row)) {
        wrong.add(row.method() + " does not cite " + row.requirement());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean cites(Row row) throws IOException, ReflectiveOperationException {
    String[] names = row.method().split("\\.", 2);
    Path file = source(names[0]);
    String type =
        JAVA.relativize(file).toString().replace(".java", "").replace(File.separatorChar, '.');
    assertThat(Class.forName(type).getDeclaredMethods())
        .as(row.method())
        .extracting(method -> method.getName())
        .contains(names[1]);
    Pattern id = Pattern.compile(row.requirement() + "(?!\\d)");
    return methods(Files.readString(file), names[1]).stream()
        .anyMatch(text -> id.matcher(text).find());
  }

  private static Path source(String type) {
    return Stream.of(SOURCES, SOURCES.resolve("message"), SOURCES.getParent())
        .map(room -> room.resolve(type + ".java"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + type));
  }

  private static List<String> methods(String source, String name) {
    Matcher heads = Pattern.compile("(?m)^  \\S[^=;]* " + name + "\\(").matcher(source);
    List<String> all = new ArrayList<>();
    while (heads.find()) {
      int end = source.indexOf("\n  }", heads.start());
      String before = source.substring(0, heads.start()).stripTrailing();
      int comment = before.endsWith("*/") ? before.lastIndexOf("/**") : heads.start();
      all.add(source.substring(comment, end));
    }
    return all;
  }

  private static List<MatchResult> guards() throws IOException {
    return GUARD.matcher(Files.readString(PROOF)).results().toList();
  }

  /** The guards of the proof for every n stand beside the rules that they name. */
  @Test
  void theGuardsOfTheProofAreJoined() throws IOException {
    Map<String, List<String>> byRule = new TreeMap<>();
    for (MatchResult guard : guards()) {
      byRule.computeIfAbsent(guard.group(4), rule -> new ArrayList<>()).add(guard.group(1));
    }
    byRule.remove("");
    assertThat(rows()).extracting(Row::rule).containsAll(byRule.keySet());
    for (Row row : rows()) {
      List<String> expected = byRule.getOrDefault(row.rule(), List.of());
      String told = expected.isEmpty() ? "–" : String.join(", ", expected);
      assertThat(row.method().isEmpty() ? told : row.proof()).as(row.rule()).isEqualTo(told);
    }
    assertThat(rows())
        .filteredOn(row -> row.proof().isEmpty())
        .allMatch(row -> row.method().isEmpty());
  }

  @Test
  void everyOtherGuardSaysWhyNot() throws IOException {
    List<String> told =
        Files.readAllLines(SPEC.resolve("actions.md")).stream()
            .dropWhile(line -> !line.equals(WITHOUT_RULE))
            .filter(line -> line.startsWith("| ") && !line.startsWith("| guard |"))
            .map(line -> line.split("\\|", -1)[1].strip())
            .toList();
    List<String> without =
        guards().stream()
            .filter(guard -> guard.group(4).isEmpty())
            .map(guard -> guard.group(1))
            .toList();
    assertThat(told).containsExactlyInAnyOrderElementsOf(without);
    assertThat(guards()).hasSizeGreaterThan(told.size() * 3);
  }
}
