package org.medchain.study.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
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
}
