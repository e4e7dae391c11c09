package org.medchain.study.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.Studies;
import tools.jackson.databind.JsonNode;

/** Analyses of the credit points: what must hold between their own numbers, and against others. */
class CreditAnalysisTest {
  private static String study(String rules, String parameters, String analyse) {
    return String.format(
        Locale.ROOT,
        """
        name: q
        game: {kind: credit, scenario: upload, rules: %s, parameters: {%s}}
        analyse:
          %s
        """,
        rules,
        parameters,
        analyse);
  }

  private static JsonNode analysed(String rules, String parameters, String analyse)
      throws UserInputException {
    return Studies.analysed(study(rules, parameters, analyse));
  }

  /** The least penalty is the least: with it honest beats false, with one point fewer it fails. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "paper | center_detection: 3/5",
        "standard | miss: 2/5, false_gain: 300",
        "standard | miss: 2/5, false_gain: 400"
      })
  void theLeastPenaltyIsTheLeast(String rules, String detection) throws UserInputException {
    String parts = "{parts: [conditions], conditions: [T2]}";
    String told = "upload_reward: 10, " + detection + ", false_penalty: ";
    int least =
        (int) analysed(rules, told + 1, parts).at("/setting/least_whole_penalty").asDouble();
    assertThat(least).isPositive();
    JsonNode enough = analysed(rules, told + least, parts).at("/conditions/0");
    assertThat(enough.path("id").asString()).isEqualTo("T2");
    assertThat(enough.path("holds").asBoolean()).isTrue();
    assertThat(enough.path("margin").asDouble()).isNotNegative();
    JsonNode fewer = analysed(rules, told + (least - 1), parts).at("/conditions/0");
    assertThat(fewer.path("holds").asBoolean()).isFalse();
    assertThat(fewer.path("margin").asDouble()).isNegative();
  }

  /** Each condition stands in one list: it says something, or is silent. */
  @ParameterizedTest
  @CsvSource({"paper", "standard"})
  void everyConditionIsReportedOnce(String rules) throws UserInputException {
    JsonNode json = analysed(rules, "", "{parts: [conditions]}");
    Map<String, Integer> told = new TreeMap<>();
    for (JsonNode each : json.path("conditions")) {
      told.merge(each.path("id").asString(), 1, Integer::sum);
    }
    for (JsonNode each : json.path("silent")) {
      told.merge(each.path("id").asString(), 1, Integer::sum);
      assertThat(each.path("reason").asString()).isNotEmpty();
    }
    assertThat(told).hasSize(21).containsOnlyKeys(json.path("condition_names").propertyNames());
    assertThat(told.values()).containsOnly(1);
  }

  /**
   * INC-3 over time: what is issued is held, burnt or redeemed; and cash is not made of nothing.
   */
  @Test
  void thePointsAddUpInEachBlock() throws UserInputException {
    JsonNode budget =
        analysed("standard", "", "{parts: [budget], budget: {blocks: 40, replicates: 8}}")
            .path("budget");
    assertThat(budget.path("series")).hasSize(41);
    int block = 0;
    for (JsonNode each : budget.path("series")) {
      assertThat(each.path("block").asInt()).isEqualTo(block++);
      double issued = each.path("issued").asDouble();
      assertThat(
              each.path("held").asDouble()
                  + each.path("burnt").asDouble()
                  + each.path("redeemed").asDouble())
          .isCloseTo(issued, within(1e-6 * (1 + issued)));
      assertThat(each.path("cash").asDouble()).isNotNegative();
      JsonNode runs = each.path("held_in_runs");
      assertThat(runs.at("/interval/0").asDouble())
          .isLessThanOrEqualTo(runs.path("mean").asDouble());
      assertThat(runs.at("/interval/1").asDouble())
          .isGreaterThanOrEqualTo(runs.path("mean").asDouble());
    }
  }

  /** A quantity that one parameter alone decides: its share of the variance is all of it. */
  @Test
  void onlyWhatMattersIsSensitive() throws UserInputException {
    JsonNode sobol =
        analysed(
                "standard",
                "",
                "{parts: [sensitivity], sensitivity: {quantity: honest_payoff, samples: 200,"
                    + " parameters: [honest_cost, center_detection]}}")
            .path("sensitivity");
    assertThat(sobol.at("/indices/0/parameter").asString()).isEqualTo("honest_cost");
    assertThat(sobol.at("/indices/0/total/mean").asDouble()).isCloseTo(1, within(0.25));
    assertThat(sobol.at("/indices/0/first/mean").asDouble()).isCloseTo(1, within(0.25));
    assertThat(sobol.at("/indices/1/total/mean").asDouble()).isCloseTo(0, within(1e-9));
  }

  /** The cells of the map, row by row, and the shares that they make up. */
  @Test
  void theMapIsItsCells() throws UserInputException {
    JsonNode regions =
        analysed(
                "standard",
                "",
                "{parts: [regions], regions: {across: {parameter: upload_reward, from: 0, to: 20,"
                    + " steps: 3}, up: {parameter: false_penalty, from: 0, to: 30, steps: 4}}}")
            .path("regions");
    assertThat(regions.path("cells")).hasSize(12);
    Map<String, Integer> counted = new TreeMap<>();
    for (int i = 0; i < 12; i++) {
      JsonNode cell = regions.path("cells").get(i);
      assertThat(cell.path("across").asDouble()).isEqualTo(10.0 * (i % 3));
      assertThat(cell.path("up").asDouble()).isEqualTo(10.0 * Math.floorDiv(i, 3));
      counted.merge(cell.path("standing").asString(), 1, Integer::sum);
    }
    for (Map.Entry<String, JsonNode> each : regions.path("shares").properties()) {
      assertThat(each.getValue().asDouble())
          .isCloseTo(counted.getOrDefault(each.getKey(), 0) / 12.0, within(1e-12));
    }
  }

  /** The gain of each pair is after less before, and none both helps and harms. */
  @Test
  void gainsAreDifferences() throws UserInputException {
    JsonNode repairs =
        analysed("standard", "", "{parts: [repairs], repairs: {draws: 4}}").path("repairs");
    assertThat(repairs).isNotEmpty();
    for (JsonNode each : repairs) {
      assertThat(each.at("/gain/mean").asDouble())
          .isCloseTo(
              each.at("/after/mean").asDouble() - each.at("/before/mean").asDouble(), within(1e-9));
    }
  }
}
