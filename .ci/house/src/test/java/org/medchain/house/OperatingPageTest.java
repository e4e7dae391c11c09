package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * HOUSE-13: what the operators' page says is done by tests: each row, list of steps and paragraph
 * with a command has a key, and the comment of a test names each key.
 */
class OperatingPageTest {
  private static final SourceTree TREE = SourceTree.here();
  private static final Path PAGE = Path.of("experiments", "cluster", "OPERATING.md");

  private static final Pattern KEY = Pattern.compile("<a id=\"([a-z-]+)\"></a>");
  private static final Pattern COMMAND = Pattern.compile("`(?:cluster|center|node) [a-z-]");

  private static final Pattern CLAIM = Pattern.compile("OPERATING[.]md#([a-z-]+)");

  /** Ends what stands between a comment and the name of what it is about. */
  private static final Pattern NAMED = Pattern.compile("\\b(?:void|class) \\w+");

  private static final Pattern TEST = Pattern.compile("@(?:Test|ParameterizedTest|Property)\\b");

  private static Set<String> groups(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(each -> each.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Rows, first steps, and paragraphs in bold with a command that have no key. A table with a
   * column for each rate has figures alone, with which nothing is done.
   */
  private static List<String> withoutKey(String page) {
    List<String> found = new ArrayList<>();
    for (String block : page.split("\n\n+", -1)) {
      String text = block.strip();
      if (text.startsWith("| ") && !text.contains("/s |")) {
        text.lines().skip(2).filter(row -> !row.startsWith("| <a id=")).forEach(found::add);
      } else if ((text.startsWith("1. ") && !text.startsWith("1. <a id="))
          || (text.startsWith("**") && COMMAND.matcher(text).find())) {
        found.add(text.lines().findFirst().orElseThrow());
      }
    }
    return found;
  }

  /** The keys that the comment of a test claims. */
  private static Set<String> claims(String source) {
    Set<String> claims = new TreeSet<>();
    for (String each : source.split("/\\*\\*", -1)) {
      String[] parts = each.split("\\*/", 2);
      if (parts.length == 2 && TEST.matcher(NAMED.split(parts[1], 2)[0]).find()) {
        claims.addAll(groups(CLAIM, parts[0]));
      }
    }
    return claims;
  }

  /** What does not belong together. */
  private static List<String> faults(String page, List<String> sources) {
    Set<String> keys = groups(KEY, page);
    Set<String> claims = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    for (String each : sources) {
      claims.addAll(claims(each));
      named.addAll(groups(CLAIM, each));
    }
    List<String> faults = new ArrayList<>();
    withoutKey(page).forEach(text -> faults.add("no key: " + text));
    keys.stream()
        .filter(key -> !claims.contains(key))
        .map("no test: "::concat)
        .forEach(faults::add);
    named.stream().filter(key -> !keys.contains(key)).map("no row: "::concat).forEach(faults::add);
    return faults;
  }

  @Test
  void eachRowIsClaimedByATestAndEachClaimHasARow() {
    List<String> sources =
        TREE.testSources().stream()
            .filter(each -> each.simpleName().endsWith("Test"))
            .map(each -> TREE.read(each.path()))
            .filter(text -> CLAIM.matcher(text).find())
            .toList();
    String page = TREE.read(PAGE);
    assertThat(groups(KEY, page)).hasSizeGreaterThan(30);
    assertThat(faults(page, sources)).isEmpty();
  }

  @Test
  void whatDoesNotBelongTogetherIsFound() {
    String page =
        """
        | what | do |
        |---|---|
        | <a id="kept"></a>one | `cluster up` |
        | two | `cluster up` |

        <a id="left"></a>
        **Three.** `cluster up`

        **Four.** `cluster up`

        1. `cluster up`
        """;
    String source =
        """
        /** OPERATING.%1$s#kept, OPERATING.%1$s#gone. */
        @Tag("process")
        @Test
        void one() {}

        /** OPERATING.%1$s#left. */
        private void two() {}
        """
            .formatted("md");
    assertThat(faults(page, List.of(source)))
        .containsExactly(
            "no key: | two | `cluster up` |",
            "no key: **Four.** `cluster up`",
            "no key: 1. `cluster up`",
            "no test: left",
            "no row: gone");
  }
}
