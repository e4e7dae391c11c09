package org.medchain.spec.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requirements, code, tests and models belong together; writes {@code spec/target/coverage.md}. */
class CoverageTest {
  private static final Repository REPOSITORY = Repository.here();
  private static final Coverage COVERAGE = Coverage.of(REPOSITORY);
  private static final Path PAGE = REPOSITORY.root().resolve(CoveragePage.PATH);

  /** Numbered before anything counted them, or their command went, as with SCH: with gaps. */
  private static final Set<String> WITH_GAPS = Set.of("ADV", "CMP", "POW", "SCH");

  /** Their command or option went, and their numbers are not used again. */
  private static final Set<String> GONE =
      Set.of("FAULT-14", "GAME-29", "OPS-12", "SIM-43", "SIM-45");

  @BeforeAll
  static void write() throws IOException {
    Files.createDirectories(PAGE.getParent());
    Files.writeString(PAGE, CoveragePage.text(COVERAGE));
  }

  @Test
  void everyRequirementIsWrittenDownOnce() {
    assertThat(COVERAGE.requirements()).hasSizeGreaterThan(250);
    assertThat(COVERAGE.repeated()).isEmpty();
  }

  /** Numbers are never used again, so a list without gaps has lost none. */
  @Test
  void numbersHaveNoGaps() {
    Map<String, Set<String>> ids = new TreeMap<>();
    for (Requirement each : COVERAGE.requirements()) {
      ids.computeIfAbsent(each.prefix(), key -> new TreeSet<>()).add(each.id());
    }
    GONE.forEach(id -> ids.get(id.substring(0, id.indexOf('-'))).add(id));
    ids.keySet().removeAll(WITH_GAPS);
    ids.forEach(
        (prefix, all) -> {
          for (int number = 1; number <= all.size(); number++) {
            assertThat(all).contains(prefix + "-" + number);
          }
        });
  }

  /** A page that says how far ids go, from the first on, goes stale with the next requirement. */
  @Test
  void noPageCountsRequirementsFromTheFirstOn() {
    Pattern all = Pattern.compile("\\b([A-Z]{2,})-1 ?(?:to|…|–) ?(?:\\1-)?[0-9]+\\b");
    assertThat(all.matcher("Of PBFT-1…28, SCH-1 to SCH-10").results()).hasSize(2);
    assertThat(REPOSITORY.files("", ".md").stream())
        .filteredOn(page -> !page.name().startsWith("decisions/"))
        .allSatisfy(page -> assertThat(all.matcher(page.text()).find()).as(page.name()).isFalse());
  }

  @Test
  void everyBuiltRequirementIsCitedByATest() {
    assertThat(COVERAGE.untested()).isEmpty();
  }

  @Test
  void whatIsCitedIsWrittenDown() {
    assertThat(COVERAGE.unknown()).isEmpty();
  }

  @Test
  void codeAndTestsRestOnNothingThatIsOnlyPlanned() {
    assertThat(COVERAGE.premature()).isEmpty();
  }

  /** A decision that the index leaves out is hard to find. */
  @Test
  void everyDecisionStandsInTheIndexOnce() throws IOException {
    String folder = "spec/decisions";
    List<String> decisions =
        REPOSITORY.files(folder, ".md").stream()
            .map(Source::name)
            .filter(name -> !name.equals("README.md"))
            .toList();
    String index = Files.readString(REPOSITORY.root().resolve(folder).resolve("README.md"));
    List<String> listed =
        Pattern.compile("(?m)^\\| \\[[0-9]{4}\\]\\(([^)]+)\\)")
            .matcher(index)
            .results()
            .map((MatchResult row) -> row.group(1))
            .toList();
    assertThat(listed).doesNotHaveDuplicates();
    assertThat(without(decisions, listed)).as("decisions that the index lacks").isEmpty();
    assertThat(without(listed, decisions)).as("decisions that do not exist").isEmpty();
  }

  /** A number that another page took in, or that went, leads nobody to the decision. */
  @Test
  void everyDecisionThatIsCitedExists() {
    Set<String> decisions =
        REPOSITORY.files("spec/decisions", ".md").stream()
            .map(each -> each.name().substring(0, 4))
            .collect(Collectors.toSet());
    String gap = "(?:,|and|to|\\s|\\*|/)+";
    Pattern citation =
        Pattern.compile("[Dd]ecisions?" + gap + "(0[0-9]{3}(?:" + gap + "0[0-9]{3})*)(?![0-9])");
    assertThat(REPOSITORY.files("", ".java", ".md", ".yaml"))
        .allSatisfy(
            file ->
                assertThat(citation.matcher(file.text()).results().map(found -> found.group(1)))
                    .as(file.path())
                    .allSatisfy(numbers -> assertThat(decisions).contains(numbers.split(gap))));
  }

  @Test
  void eachRequirementHasItsRowAndEachLinkItsFile() throws IOException {
    String page = Files.readString(PAGE);
    for (Requirement each : COVERAGE.requirements()) {
      assertThat(page).contains("| " + each.id() + " |");
    }
    assertThat(Pattern.compile("\\[[^]]+]\\(([^)]+)\\)").matcher(page).results())
        .hasSizeGreaterThan(1_000)
        .allSatisfy(link -> assertThat(PAGE.resolveSibling(link.group(1))).exists());
  }

  private static List<String> without(List<String> lines, List<String> others) {
    Set<String> known = new TreeSet<>(others);
    return lines.stream().filter(each -> !known.contains(each)).toList();
  }
}
