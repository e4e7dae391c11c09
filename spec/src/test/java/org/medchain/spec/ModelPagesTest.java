package org.medchain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** Pages tell models' numbers, and each requirement of PBFT is in a model or a list. */
class ModelPagesTest {
  private static final Path PAGE = Repository.file("spec/README.md");
  private static final Path LONG = Repository.file("spec/exhaustive.md");
  private static final Path REQUIREMENTS = Repository.file("spec/requirements/pbft.md");

  /** A configuration and what follows it in brackets, as "3 views, 2 heights, one silent". */
  private static final Pattern BOUNDS =
      Pattern.compile("`([\\w-]+)` \\((\\d+) views?, (\\d+) heights?, (all honest|one silent)");

  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\d,])\\d{1,3}(?:,\\d{3})+(?![\\d,])");

  /** A row of the list of what no model has: ids, why, tests. */
  private static final Pattern UNMODELLED =
      Pattern.compile("(?m)^\\| (PBFT-[^|]+) \\| [^|]+ \\| ([^|]+) \\|$");

  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
  private static final Pattern ID = Pattern.compile("PBFT-\\d+");
  private static final Pattern DEFINED = Pattern.compile("(?m)^\\| (PBFT-\\d+) \\|");

  private final Map<String, ModelTable.Row> rows =
      ModelTable.COMMITTED.rows().stream()
          .collect(Collectors.toMap(ModelTable.Row::config, Function.identity(), (a, b) -> a));

  /** The words of a text that begin like a configuration's name. */
  private List<String> configurations(String text) {
    Set<String> starts =
        rows.keySet().stream()
            .filter(name -> name.contains("-"))
            .map(name -> name.substring(0, name.indexOf('-')))
            .collect(Collectors.toCollection(TreeSet::new));
    Pattern name =
        Pattern.compile(
            "(?<![\\w/.-])(?:" + String.join("|", starts) + ")(?:-\\w+)+(?![\\w/]|-…|-\\w|\\.\\w)");
    return name.matcher(text).results().map(match -> match.group()).toList();
  }

  private List<String> unknown(String text) {
    return configurations(text).stream().filter(name -> !rows.containsKey(name)).toList();
  }

  private static String code(Path page) throws IOException {
    return Pattern.compile("`[^`\n]+`")
        .matcher(Files.readString(page))
        .results()
        .map(match -> match.group())
        .collect(Collectors.joining("\n"));
  }

  private static List<String> rowsOfModels() throws IOException {
    return Files.readAllLines(LONG).stream()
        .filter(line -> line.matches("\\| `\\w*Model\\w*Test`.*"))
        .toList();
  }

  @Test
  void configurationsThatPagesNameExist() throws IOException {
    assertThat(configurations(code(PAGE))).hasSizeGreaterThan(10);
    assertThat(unknown(code(PAGE))).isEmpty();
    assertThat(unknown(code(REQUIREMENTS))).isEmpty();
    assertThat(rowsOfModels()).hasSizeGreaterThan(20);
    assertThat(unknown(String.join("\n", rowsOfModels()))).isEmpty();
  }

  /** A number in a row of that page is what the table has for a configuration in the row. */
  @Test
  void numbersAreThoseOfTheTable() throws IOException {
    assertThat(rowsOfModels().stream().flatMap(this::strangeNumbers)).isEmpty();
  }

  private Stream<String> strangeNumbers(String line) {
    Set<String> known =
        configurations(line).stream()
            .filter(rows::containsKey)
            .map(name -> rows.get(name).distinctStates())
            .collect(Collectors.toSet());
    return NUMBER
        .matcher(line)
        .results()
        .map(match -> match.group())
        .filter(number -> !known.contains(number.replace(",", "")))
        .map(number -> number + " in " + line);
  }

  @Test
  void boundsAreThoseOfTheConfiguration() throws IOException {
    assertThat(BOUNDS.matcher(Files.readString(PAGE)).results().count()).isGreaterThan(8);
    assertThat(wrongBounds(Files.readString(PAGE))).isEmpty();
  }

  private List<String> wrongBounds(String text) {
    List<String> wrong = new ArrayList<>();
    Matcher said = BOUNDS.matcher(text);
    while (said.find()) {
      ModelTable.Row row = rows.get(said.group(1));
      String bounds = row == null ? "" : row.bounds() + " ";
      int views = Integer.parseInt(said.group(2));
      boolean isSilent = said.group(4).equals("one silent");
      if (!bounds.contains("MaxView=" + (views - 1) + " ")
          || heights(bounds) != Integer.parseInt(said.group(3))
          || bounds.contains("Silent={} ") == isSilent) {
        wrong.add(said.group() + ": " + bounds);
      }
    }
    return wrong;
  }

  private static long heights(String bounds) {
    return Pattern.compile("Values\\d=\\{\\w").matcher(bounds).results().count();
  }

  @Test
  void eachRequirementIsInAModelOrInTheListOfThoseInNone() throws IOException {
    Set<String> modelled = idsIn(models());
    Set<String> listed = new TreeSet<>();
    Matcher row = UNMODELLED.matcher(Files.readString(PAGE));
    while (row.find()) {
      listed.addAll(idsIn(row.group(1)));
    }
    Set<String> all =
        DEFINED
            .matcher(Files.readString(REQUIREMENTS))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(all).hasSizeGreaterThan(30);
    Set<String> inNone = new TreeSet<>(all);
    inNone.removeAll(modelled);
    assertThat(listed).isEqualTo(inNone);
  }

  /** The tests that stand in exist, and each requirement of a row is cited by one of them. */
  @Test
  void testsThatStandInCiteWhatTheyStandFor() throws IOException {
    Map<String, String> tests = tests();
    Matcher row = UNMODELLED.matcher(Files.readString(PAGE));
    while (row.find()) {
      List<String> names =
          TEST.matcher(row.group(2)).results().map(match -> match.group(1)).toList();
      assertThat(names).as(row.group()).isNotEmpty();
      assertThat(tests).containsKeys(names.toArray(String[]::new));
      String texts = names.stream().map(tests::get).collect(Collectors.joining("\n"));
      assertThat(idsIn(texts)).as(row.group()).containsAll(idsIn(row.group(1)));
    }
  }

  private static Set<String> idsIn(String text) {
    return ID.matcher(text)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String models() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(Repository.file("spec/tla"))) {
      for (Path each : files.filter(file -> file.toString().endsWith(".tla")).toList()) {
        text.append(Files.readString(each));
      }
    }
    return text.toString();
  }

  /** All test classes of the repository, by name. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String module : List.of("spec", "reference-node", "pow-vs-pbft")) {
      try (Stream<Path> files = Files.walk(Repository.ROOT.resolve(module))) {
        for (Path each : files.filter(file -> file.toString().endsWith("Test.java")).toList()) {
          found.merge(
              each.getFileName().toString().replace(".java", ""),
              Files.readString(each),
              String::concat);
        }
      }
    }
    return found;
  }

  @Test
  void whatIsWrongIsFound() {
    assertThat(unknown("`D-9views` and checkpoint-3views, one-…")).containsExactly("D-9views");
    assertThat(strangeNumbers("| D-3views, 7,956 and 7,957 |")).hasSize(1);
    assertThat(wrongBounds("`D-3views` (3 views, 2 heights, one silent)")).isEmpty();
    assertThat(wrongBounds("`D-3views` (3 views, 2 heights, all honest)")).hasSize(1);
    assertThat(wrongBounds("`D-3views` (3 views, 3 heights, one silent)")).hasSize(1);
    assertThat(wrongBounds("`D-9views` (2 views, 2 heights, one silent)")).hasSize(1);
  }
}
