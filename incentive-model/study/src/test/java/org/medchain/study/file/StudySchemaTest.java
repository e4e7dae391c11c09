package org.medchain.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.Studies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Defaults and fractions of a file, by the published schema (GAME-18, GAME-23). */
class StudySchemaTest {
  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  /** Only where the schema requires a number: a payoff stays a fraction, a name stays a text. */
  @Test
  void fractionsBecomeNumbersWhereNumbersAreRequired() {
    JsonNode given =
        json(
            """
            {"name": "1/2", "seed": "6/2",
             "game": {"payoffs": [["1/3"]]},
             "evolve": {"time": "1/4", "starts": [["1/8", "7/8"]]}}
            """);
    JsonNode decimals = StudySchema.withDecimals(given);
    assertThat(decimals.path("name").asString()).isEqualTo("1/2");
    assertThat(decimals.path("seed").isIntegralNumber()).isTrue();
    assertThat(decimals.path("seed").asInt()).isEqualTo(3);
    assertThat(decimals.at("/game/payoffs/0/0").asString()).isEqualTo("1/3");
    assertThat(decimals.at("/evolve/time").asDouble()).isEqualTo(0.25);
    assertThat(decimals.at("/evolve/starts/0/1").asDouble()).isEqualTo(0.875);
  }

  @Test
  void aSectionKnowsWhatTheFileSays() throws UserInputException {
    StudySection values =
        Studies.read(
                """
                name: q
                game: {kind: symmetric, strategies: [a, b], payoffs: [[0, 1], [2, 0]]}
                simulate:
                  processes:
                  - {process: moran, population: 10}
                  - {process: wright-fisher, population: 20}
                """)
            .values();
    StudySection simulate = values.section("simulate");
    assertThat(values.isGiven("simulate")).isTrue();
    assertThat(values.isGiven("evolve")).isFalse();
    assertThat(simulate.has("replicates")).isTrue();
    assertThat(simulate.isGiven("replicates")).isFalse();
    List<StudySection> processes = simulate.sections("processes");
    assertThat(processes).extracting(each -> each.integer("population")).containsExactly(10, 20);
    assertThat(processes.get(1).isGiven("mutation")).isFalse();
    assertThat(processes.get(1).keyName("mutation")).isEqualTo("simulate.processes[1].mutation");
    assertThat(processes.get(1).refusal("population", "it is odd", "allowed: even ones").lines())
        .singleElement()
        .asString()
        .contains(":6:")
        .endsWith("it is odd; allowed: even ones");
    assertThat(simulate.section("nothing").keys()).isEmpty();
  }
}
