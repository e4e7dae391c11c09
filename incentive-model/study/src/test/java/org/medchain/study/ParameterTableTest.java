package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.Conditions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GAME-19: an analysis says what it reckons with, and which question its rules answer. */
class ParameterTableTest {
  @TempDir private Path folder;

  private Path study(String rules, String parameters) throws IOException {
    Path file = folder.resolve(rules + ".yaml");
    String text =
        """
        name: question
        game:
          kind: credit
          scenario: upload
          rules: %s
          parameters: {%s}
        analyse: {parts: [conditions], conditions: [T2, T9, T19]}
        """
            .formatted(rules, parameters);
    return Files.writeString(file, text);
  }

  private static String words(GameRunner run) {
    assertThat(run.err()).isEmpty();
    return run.out().replaceAll("\\s+", " ");
  }

  /** A scenario without outside checks says so, whichever the command. */
  @Test
  void auditsThatAScenarioDoesNotHaveAreNamed() throws IOException {
    String told = "The study sets audit_share, which this scenario does not have";
    assertThat(words(GameRunner.run("solve", study("standard", "audit_share: 0.5"))))
        .contains(told);
    assertThat(words(GameRunner.run("solve", study("standard", "miss: 0.2")))).doesNotContain(told);
    assertThat(words(GameRunner.run("solve", GameRunner.sample("credit-inspection.yaml"))))
        .doesNotContain(told);
  }

  /** Reward 10, penalty 5, detection 60 %: both answers, and whose question each is. */
  @Test
  void opposingResultsAreReported() throws IOException {
    String told = "upload_reward: 10, false_penalty: 5, center_detection: 3/5";

    String paper = words(GameRunner.run("analyse", study("paper", told)));
    String standard = words(GameRunner.run("analyse", study("standard", told)));

    assertThat(paper)
        .contains(
            "The rules \"paper\" answer the question what the paper's scheme does as it is written")
        .contains(
            "by T2 (honest beats false): 10, where a false record is found with probability"
                + " 0.6 (center_detection); the rules have 5.")
        .contains("Beware: under the rules \"standard\"")
        .contains("opposite answer to T2 (honest beats false): it holds there");
    assertThat(standard)
        .contains(
            "The study sets center_detection, which nothing depends on where verifiers judge.")
        .contains("Beware: under the rules \"paper\"")
        .contains(
            "it FAILS there, least whole penalty 10, where a false record is found with probability"
                + " 0.6 (center_detection)");
    JsonNode json = GameRunner.json("analyse", study("standard", told)).path("setting");
    assertThat(json.at("/under_paper/honest_beats_false").asBoolean()).isFalse();
    assertThat(json.at("/under_paper/least_whole_penalty").asInt()).isEqualTo(10);
    assertThat(json.at("/under_paper/detection").asDouble()).isEqualTo(0.6);
    assertThat(json.path("without_effect").toString()).isEqualTo("[\"center_detection\"]");
  }

  /** Rules that the study gives verifiers answer the question of those that have them. */
  @Test
  void verifiersChangeTheQuestion() throws IOException {
    assertThat(words(GameRunner.run("analyse", study("paper", "verifiers: 3"))))
        .contains(
            "The rules \"paper\", as the study changes them, answer the question what rewards and")
        .doesNotContain("Beware");
  }

  /** Each condition's number has its name beside it. */
  @Test
  void numbersOfConditionsHaveTheirNames() throws IOException {
    Path file = folder.resolve("all.yaml");
    Files.writeString(
        file,
        """
        name: all
        game: {kind: credit, scenario: upload, rules: paper}
        analyse:
          parts: [conditions, sensitivity, repairs]
          sensitivity: {quantity: T2, samples: 4}
          repairs: {draws: 2}
        """);
    GameRunner run = GameRunner.run("analyse", file, "--out", folder.resolve("page"));
    Matcher number = Pattern.compile("(T[0-9]+)\\b *\\(?(\\w*)").matcher(run.out());
    Set<String> seen = new TreeSet<>();
    while (number.find()) {
      String name = Conditions.byId(number.group(1)).description().name();
      assertThat(number.group(2)).as(number.group()).isNotEmpty();
      assertThat(name).as(number.group()).startsWith(number.group(2));
      seen.add(number.group(1));
    }
    assertThat(seen).hasSameSizeAs(Conditions.all());
    JsonNode json =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("page/results.json")));
    for (Condition each : Conditions.all()) {
      assertThat(json.path("condition_names").path(each.description().id()).asString())
          .isEqualTo(each.description().name());
    }
    assertThat(json.at("/silent/0/name").asString()).isEqualTo("three outcomes, not two");
    assertThat(json.at("/sensitivity/words").asString())
        .isEqualTo("the margin of T2 (honest beats false)");
  }
}
