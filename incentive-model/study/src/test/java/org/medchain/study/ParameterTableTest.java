package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** Of a study that leaves the detection out, the same question has another answer. */
  @Test
  void theWarningSaysWithWhichDetection() throws IOException {
    assertThat(
            words(
                GameRunner.run(
                    "analyse", study("standard", "upload_reward: 10, false_penalty: 5"))))
        .contains(
            "least whole penalty 19, where a false record is found with probability 0.3 (cen");
  }

  /** GAME-19: one figure, one sentence, whichever the command. */
  @ParameterizedTest
  @CsvSource({"paper, 'center_detection: 0.6'", "standard, 'miss: 0.3'", "paper, 'false_gain: 0'"})
  void solvingTellsTheSamePenalty(String rules, String parameters) throws IOException {
    Path file = study(rules, parameters);
    Pattern sentence = Pattern.compile("Least whole penalty .*?; the rules have [0-9]+\\.");
    List<String> told = new ArrayList<>();
    for (String command : List.of("analyse", "solve")) {
      Matcher found = sentence.matcher(words(GameRunner.run(command, file)));
      assertThat(found.find()).as(command).isTrue();
      told.add(found.group());
    }
    assertThat(told.get(1)).isEqualTo(told.get(0));
    JsonNode setting = GameRunner.json("analyse", file).path("setting");
    JsonNode solved = GameRunner.json("solve", file);
    for (String key : List.of("least_whole_penalty", "detection")) {
      assertThat(solved.path(key)).isEqualTo(setting.path(key)).isNotEqualTo(solved.path("none"));
    }
  }

  /** Where both say the same, there is no warning. */
  @Test
  void theEconomyIsReported() throws IOException {
    Path file = study("paper", "false_gain: 1/3, level_price: 9, level_discount_bp: 5000");
    GameRunner run = GameRunner.run("analyse", file);
    assertThat(run.out()).doesNotContain("Beware");
    for (String row :
        new String[] {
          "false_gain b 0.3333 the study",
          "honest_cost c_H 1.5 default with c_P 2, the c_H of formulas",
          "false_cost c_F 0.5 default",
          "center_detection g_F 0.3 default",
          "center_alarm g_H 0.01 default",
          "level_price p_M 9 the study",
          "miss eps0 0.1 default no effect: the center judges"
        }) {
      assertThat(run.out().lines().map(each -> each.replaceAll("\\s+", " "))).contains(row);
    }
    JsonNode json = GameRunner.json("analyse", file);
    assertThat(json.at("/setting/parameters/false_gain").asDouble()).isEqualTo(1 / 3.0);
    assertThat(json.at("/conditions/2/numbers/least_queries").asInt()).isEqualTo(9);
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
