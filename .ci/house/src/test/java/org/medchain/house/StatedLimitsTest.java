package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimKind;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.contract.MedicalModules;

/**
 * HOUSE-12: what the page on privacy says is shown by tests, and what the page on what is missing
 * says is missing.
 */
class StatedLimitsTest {
  private static final SourceTree TREE = SourceTree.here();
  private static final String PRIVACY = TREE.read(Path.of("spec", "privacy.md"));
  private static final String NOT_BUILT = TREE.read(Path.of("paper", "not-built.md"));
  private static final String USAGE = TREE.read(Path.of("experiments", "usage.txt"));

  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)`");
  private static final Pattern ID = Pattern.compile("\\b[A-Z]{2,}-[0-9]+\\b");
  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(\\.\\./([^)]+)\\)");
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ medchain (.*?) ?--help$");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
  private static final Pattern OPERATIONS = Pattern.compile("\\b([0-9]+)\\s+operations\\b");

  private static final Pattern ENTRY =
      Pattern.compile("(?m)^### (.*) \\(`([a-z0-9-]+)`\\)\\n((?:(?!#).*\\n?)*)");

  private static final Pattern REASONS =
      Pattern.compile("(?s)- Why not: (.*?)\\n- Nearest: (.*?)\\s*$");

  /** A class with a part of its package, or one whose name has two words. */
  private static final Pattern TYPE =
      Pattern.compile("(?:\\b[a-z]+\\.)+[A-Z]\\w+|\\b(?:[A-Z][a-z0-9]+){2,}\\b");

  /** Words that say nothing of what a claim, or a command, is about. */
  private static final Set<String> SMALL = Set.of("and", "as", "at", "by", "from", "in", "of");

  /**
   * A mechanism that is missing.
   *
   * @param key of the claim
   * @param mechanism what it is
   * @param reason why it is missing
   * @param nearest what is there
   */
  private record Missing(String key, String mechanism, String reason, String nearest) {
    static Missing of(Claim claim) {
      return new Missing(
          claim.id(), field(claim, "mechanism"), field(claim, "reason"), field(claim, "nearest"));
    }

    private static String field(Claim claim, String name) {
      return oneLine(claim.fields().getOrDefault(name, ""));
    }
  }

  /** Links of a page are paths elsewhere. */
  private static String oneLine(String text) {
    return LINK.matcher(text).replaceAll("$1").replaceAll("\\s+", " ").strip();
  }

  /** The entries of a page, whose last sentences have an end. */
  private static List<Missing> entries(String page) {
    List<Missing> entries = new ArrayList<>();
    for (MatchResult each : ENTRY.matcher(page).results().toList()) {
      Matcher reasons = REASONS.matcher(each.group(3));
      boolean whole = reasons.find();
      String title = each.group(1);
      String reason = whole ? oneLine(reasons.group(1)) : "";
      String nearest = whole ? oneLine(reasons.group(2)).replaceFirst("\\.$", "") : "";
      entries.add(new Missing(each.group(2), title, reason, nearest));
    }
    return entries;
  }

  /** A title begins with a capital. */
  private static int compared(Missing one, Missing other) {
    return one.toString().compareToIgnoreCase(other.toString());
  }

  private static Set<String> ids(String text) {
    return ID.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  /** The last cell of each row whose table says there by what it is shown, by the first cell. */
  private static Map<String, String> shownBy(String page) {
    Map<String, String> shown = new TreeMap<>();
    boolean counts = false;
    for (String line : page.lines().toList()) {
      if (!line.startsWith("|")) {
        counts = false;
      } else if (line.endsWith("| shown by |")) {
        counts = true;
      } else if (counts && !line.startsWith("|--")) {
        String[] cells = line.split("\\|", -1);
        shown.put(cells[1].strip(), cells[cells.length - 2]);
      }
    }
    return shown;
  }

  /**
   * What is wrong with a page of rows that are shown by tests.
   *
   * @param prose comments and texts of the tests of a name, if there is one
   */
  private static List<String> unshown(String page, Map<String, String> prose) {
    List<String> faults = new ArrayList<>();
    Set<String> cited = new TreeSet<>();
    shownBy(page)
        .forEach(
            (row, tests) -> {
              if (!TEST.matcher(tests).find()) {
                faults.add("no test shows: " + row);
              }
            });
    for (String test : tests(page)) {
      Set<String> ids = ids(prose.getOrDefault(test, ""));
      ids.retainAll(ids(page));
      if (!prose.containsKey(test)) {
        faults.add("there is no " + test);
      } else if (ids.isEmpty()) {
        faults.add(test + " cites no requirement of the page");
      }
      cited.addAll(ids);
    }
    ids(page).stream()
        .filter(id -> !cited.contains(id))
        .sorted()
        .forEach(id -> faults.add("no test of the page cites " + id));
    return faults;
  }

  private static Set<String> tests(String page) {
    return TEST.matcher(page)
        .results()
        .map(each -> each.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> prose(Set<String> tests) {
    Map<String, String> prose = new TreeMap<>();
    for (SourceFile each : TREE.testSources()) {
      if (tests.contains(each.simpleName())) {
        String text =
            JavaProse.of(TREE.read(each.path())).stream()
                .map(JavaProse.Passage::text)
                .collect(Collectors.joining("\n"));
        prose.merge(each.simpleName(), text, String::concat);
      }
    }
    return prose;
  }

  /** What is wrong with what is said to be near. */
  private static Optional<String> flaw(Missing entry, Predicate<String> exists) {
    List<String> types = TYPE.matcher(entry.nearest()).results().map(MatchResult::group).toList();
    List<String> gone = types.stream().filter(exists.negate()).toList();
    return types.isEmpty() || !gone.isEmpty()
        ? Optional.of(entry.key() + ": " + (types.isEmpty() ? "no class is near" : gone))
        : Optional.empty();
  }

  private static boolean exists(String type) {
    int dot = type.lastIndexOf('.');
    String room = dot < 0 ? "" : "." + type.substring(0, dot);
    return TREE.mainSources().stream()
        .anyMatch(
            each ->
                each.simpleName().equals(type.substring(dot + 1))
                    && ("." + each.packageName()).endsWith(room));
  }

  /** A command, with an option or without, that has two words of a key, or its only one. */
  private static Optional<String> commandOf(String key, String usage) {
    Set<String> wanted = words(key);
    List<String> sections = List.of(COMMAND.split(usage, -1));
    List<String> names = COMMAND.matcher(usage).results().map(each -> each.group(1)).toList();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Stream<String> options =
          OPTION.matcher(sections.get(i + 1)).results().map(each -> name + " " + each.group());
      Optional<String> found =
          Stream.concat(Stream.of(name), options)
              .filter(each -> common(wanted, words(each)) >= Math.min(2, wanted.size()))
              .findFirst();
      if (found.isPresent()) {
        return Optional.of(key + ": there is medchain " + found.get());
      }
    }
    return Optional.empty();
  }

  private static long common(Set<String> some, Set<String> others) {
    return some.stream().filter(others::contains).count();
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>(List.of(text.split("[^a-z0-9]+", -1)));
    words.removeAll(SMALL);
    words.remove("");
    return words;
  }

  /** Numbers of operations that a page says, and that the registry does not have. */
  private static List<String> wrongCounts(String page, int operations) {
    return OPERATIONS
        .matcher(page)
        .results()
        .map(each -> each.group(1))
        .filter(each -> !each.equals(String.valueOf(operations)))
        .toList();
  }

  @Test
  void whatIsSaidOfPrivacyIsShownByTestsThatCiteWhatIsRequired() {
    assertThat(shownBy(PRIVACY)).hasSizeGreaterThan(25);
    assertThat(unshown(PRIVACY, prose(tests(PRIVACY)))).isEmpty();
  }

  @Test
  void whatIsMissingIsWhatTheClaimsSayIsMissing() throws Exception {
    List<Claim> claims = ClaimsFile.read(ClaimsFile.of(Repository.ROOT));
    assertThat(entries(NOT_BUILT))
        .usingElementComparator(StatedLimitsTest::compared)
        .containsExactlyInAnyOrderElementsOf(
            claims.stream()
                .filter(each -> each.kind() == ClaimKind.NOT_BUILT)
                .map(Missing::of)
                .toList());
    String counts =
        Stream.of(ClaimKind.values())
            .map(
                kind ->
                    claims.stream().filter(each -> each.kind() == kind).count() + " " + kind.key())
            .collect(Collectors.joining(", "));
    assertThat(TREE.read(Path.of("paper", "claims.yaml"))).contains("# Counts: " + counts + ".");
  }

  @Test
  void somethingThatIsThereIsNear() {
    assertThat(
            entries(NOT_BUILT).stream()
                .flatMap(each -> flaw(each, StatedLimitsTest::exists).stream()))
        .isEmpty();
  }

  @Test
  void nothingThatHasACommandIsMissing() {
    assertThat(entries(NOT_BUILT).stream().flatMap(each -> commandOf(each.key(), USAGE).stream()))
        .isEmpty();
  }

  @Test
  void operationsAreCountedAsTheRegistryHasThem() {
    int operations = MedicalModules.REGISTRY.types().size();
    assertThat(wrongCounts(PRIVACY + NOT_BUILT, operations)).isEmpty();
    Pattern ofContracts = Pattern.compile("[0-9]+\\s+operations\\s+of\\s+the\\s+contracts?\\b");
    for (Path page : TREE.files(Pages::isProse)) {
      for (MatchResult each : ofContracts.matcher(TREE.read(page)).results().toList()) {
        assertThat(wrongCounts(each.group(), operations)).as(page.toString()).isEmpty();
      }
    }
  }

  /** Ids that no requirement has; in one piece they would count as cited here. */
  private static final String PLANTED = "AA-";

  @Test
  void whatIsWrongIsFound() {
    String page =
        """
        Requirements: %1$s1, %1$s2.

        | who | learns | shown by |
        |---|---|---|
        | one | all | `OneTest`, `TwoTest`, `GoneTest` |
        | two | all | nobody |

        | when | what |
        |---|---|
        | never | nothing |
        """
            .formatted(PLANTED);
    assertThat(unshown(page, Map.of("OneTest", PLANTED + 1, "TwoTest", "B" + PLANTED + 1)))
        .containsExactly(
            "no test shows: two",
            "there is no GoneTest",
            "TwoTest cites no requirement of the page",
            "no test of the page cites " + PLANTED + 2);

    Missing entry =
        entries(
                """
                ### Keys of hers (`keys-of-hers`)

                - Why not: [x](../a
                .md)
                - Nearest: b.Cd.
                """)
            .get(0);
    assertThat(entry).isEqualTo(new Missing("keys-of-hers", "Keys of hers", "a .md", "b.Cd"));
    assertThat(flaw(entry, "b.Cd"::equals)).isEmpty();
    assertThat(flaw(entry, type -> false)).contains("keys-of-hers: [b.Cd]");
    assertThat(flaw(new Missing("x", "x", "y", "a Web page"), type -> true))
        .contains("x: no class is near");

    String usage =
        "$ medchain --help\nall\n\n$ medchain a --help\n  --keys-by-hers=X  Draws them.\n";
    assertThat(commandOf("keys-of-hers", usage))
        .contains("keys-of-hers: there is medchain a --keys-by-hers");
    assertThat(commandOf("keys-of-his", usage)).isEmpty();
    assertThat(commandOf("a", usage)).isPresent();
    assertThat(wrongCounts("31 operations, 4\noperations", 4)).containsExactly("31");
  }
}
