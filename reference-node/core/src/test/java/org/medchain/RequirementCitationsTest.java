package org.medchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every requirement that code or a test cites is written down, once, with a decision that exists.
 */
@Tag("fast")
class RequirementCitationsTest {
  /** A row of a table: its first cell is the id. */
  private static final Pattern DEFINITION = Pattern.compile("(?m)^\\| *([A-Z]+-[0-9]+) *\\|");

  private static final Pattern DECISION_LINK = Pattern.compile("\\.\\./decisions/([^)]+\\.md)");

  /** Names that look like requirements and are not. */
  private static final Set<String> FOREIGN =
      Set.of("SHA", "UTF", "ISO", "RFC", "CVE", "JDK", "EIP", "BIP", "FIPS", "AES");

  private static final Set<String> CONSENSUS = Set.of("NET", "CONS", "PBFT");

  private static final List<String> CORE =
      List.of("reference-node/core/src/main/java", "reference-node/core/src/test/java");

  private static final List<String> OTHERS =
      List.of(
          "reference-node/adversary/src",
          "reference-node/simulation/src",
          "pow-vs-pbft",
          "experiments",
          "incentive-model",
          "datasets");

  /** Where each requirement is written down. */
  private static Map<String, List<String>> definitions() {
    Map<String, List<String>> places = new LinkedHashMap<>();
    for (SourceTree.Source file : SourceTree.files("spec/requirements", ".md")) {
      for (String id : ids(DEFINITION, file.text())) {
        places.computeIfAbsent(id, key -> new ArrayList<>()).add(file.path().toString());
      }
    }
    return places;
  }

  private static List<String> ids(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(each -> each.group(1)).toList();
  }

  private static String prefix(String id) {
    return id.substring(0, id.indexOf('-'));
  }

  @Test
  void everyRequirementIsWrittenDownOnce() {
    definitions().forEach((id, places) -> assertThat(places).as(id).hasSize(1));
  }

  /** Numbers are never used again, so a list without gaps has lost none. */
  @Test
  void theRequirementsOfConsensusAreNumberedWithoutGaps() {
    Set<String> ids = definitions().keySet();
    for (String prefix : CONSENSUS) {
      long count = ids.stream().filter(id -> prefix(id).equals(prefix)).count();
      assertThat(count).as(prefix).isPositive();
      for (int number = 1; number <= count; number++) {
        assertThat(ids).contains(prefix + "-" + number);
      }
    }
  }

  @Test
  void theCoreCitesWhatIsWrittenDown() {
    assertThat(unknown(CORE, Set.of())).isEmpty();
  }

  /** Of layers whose requirements are not written down yet, nothing is asked. */
  @Test
  void soDoTheOtherModules() {
    Set<String> written =
        definitions().keySet().stream()
            .map(RequirementCitationsTest::prefix)
            .collect(Collectors.toSet());
    assertThat(unknown(OTHERS, written)).isEmpty();
  }

  /** Every requirement of consensus and network that is said to be built is cited by something. */
  @Test
  void whatIsBuiltIsCited() {
    Set<String> cited = new TreeSet<>();
    for (String folder : CORE) {
      SourceTree.files(folder, ".java").forEach(file -> cited.addAll(citations(file.text())));
    }
    List<String> silent =
        definitions().keySet().stream()
            .filter(id -> CONSENSUS.contains(prefix(id)))
            .filter(id -> !cited.contains(id))
            .toList();
    assertThat(silent).isEmpty();
  }

  @Test
  void everyDecisionThatIsLinkedExists() {
    List<String> decisions =
        SourceTree.files("spec/decisions", ".md").stream()
            .map(file -> file.path().getFileName().toString())
            .toList();
    for (SourceTree.Source file : SourceTree.files("spec/requirements", ".md")) {
      assertThat(decisions).as("%s", file.path()).containsAll(ids(DECISION_LINK, file.text()));
    }
  }

  /** The citations that lead nowhere, of the prefixes asked for, or of all. */
  private static List<String> unknown(List<String> folders, Set<String> prefixes) {
    Set<String> known = definitions().keySet();
    List<String> unknown = new ArrayList<>();
    for (String folder : folders) {
      for (SourceTree.Source file : SourceTree.files(folder, ".java")) {
        for (String id : citations(file.text())) {
          boolean isAsked = prefixes.isEmpty() || prefixes.contains(prefix(id));
          if (isAsked && !known.contains(id)) {
            unknown.add(file.path() + " cites " + id);
          }
        }
      }
    }
    return unknown;
  }

  /** The ids in a text, those of a row such as "PBFT-9 to PBFT-12" by their ends. */
  private static List<String> citations(String text) {
    return Pattern.compile("\\b[A-Z]{3,5}-[0-9]+\\b")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(id -> !FOREIGN.contains(prefix(id)))
        .distinct()
        .toList();
  }

  @Test
  void citationsAreFound() {
    assertThat(citations("/** NET-1: as CONS-11 says; SHA-256, UTF-8, a-1, X-2. */"))
        .containsExactly("NET-1", "CONS-11");
  }
}
