package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the command says of games from the literature, and in which form (GAME-20 to GAME-26). */
class PublishedGamesTest {
  @TempDir private Path folder;

  private JsonNode study(String command, String text) throws IOException {
    Path file = folder.resolve("study.yaml");
    Files.writeString(file, text);
    return GameRunner.json(command, file);
  }

  /** GAME-20, Kuhn 1950: worth −1/18; the king is bet three times as often as the jack. */
  @Test
  void kuhnPoker() {
    JsonNode solved = GameRunner.json("solve", GameRunner.sample("kuhn-poker.yaml"));
    assertThat(solved.path("equilibria").size()).isPositive();
    for (JsonNode each : solved.path("equilibria")) {
      assertThat(each.at("/exact/payoffs").toString()).isEqualTo("[\"-1/18\",\"1/18\"]");
    }
    for (JsonNode each : solved.path("behaviour")) {
      double bluff = bets(each, "J");
      assertThat(bluff).isBetween(0.0, 1 / 3.0);
      assertThat(bets(each, "K")).isCloseTo(3 * bluff, within(1e-12));
      assertThat(bets(each, "J after a check")).isCloseTo(1 / 3.0, within(1e-12));
    }
  }

  private static double bets(JsonNode behaviour, String set) {
    for (JsonNode each : behaviour.path("sets")) {
      if (each.path("set").asString().equals(set)) {
        return each.at("/probabilities/0").asDouble();
      }
    }
    throw new AssertionError(set);
  }

  /**
   * GAME-20, Selten 1975: unreached information sets get no claim, and no equilibrium is called
   * perfect.
   */
  @Test
  void seltensHorse() {
    GameRunner run = GameRunner.run("solve", GameRunner.sample("seltens-horse.efg"));
    assertThat(run.out())
        .contains("1 (1: down or across; reduced strategies: 2)")
        .contains("Behaviour at the information sets", "not searched: which equilibria");
    JsonNode solved = GameRunner.json("solve", GameRunner.sample("seltens-horse.efg"));
    // Each player has one set: what a strategy mixes is what is done there.
    JsonNode equilibria = solved.path("equilibria");
    for (int number = 0; number < equilibria.size(); number++) {
      JsonNode sets = solved.path("behaviour").get(number).path("sets");
      for (int player = 0; player < 3; player++) {
        assertThat(sets.get(player).path("probabilities"))
            .isEqualTo(equilibria.get(number).path("profile").get(player));
      }
      // The third moves where the first went down, or the second after it.
      double first = sets.at("/0/probabilities/0").asDouble();
      double second = sets.at("/1/probabilities/0").asDouble();
      assertThat(sets.at("/2/reached").asDouble())
          .isCloseTo(first + (1 - first) * second, within(1e-15));
    }
  }

  /** GAME-21, McKelvey and McLennan 1997. */
  @Test
  void nineEquilibria() {
    JsonNode solved = GameRunner.json("solve", GameRunner.sample("nine-equilibria.yaml"));
    assertThat(solved.path("equilibria").size()).isEqualTo(9);
    assertThat(solved.path("complete").asBoolean()).isTrue();
    JsonNode evolved = GameRunner.json("evolve", GameRunner.sample("nine-equilibria.yaml"));
    assertThat(evolved.at("/dynamics/0/trajectories/0/end").size()).isEqualTo(6);
  }

  /** GAME-21, Diekmann 1985: players, a large population and a finite one. */
  @Test
  void volunteersDilemma() {
    double waits = Math.pow(0.4, 0.25);
    JsonNode evolved = GameRunner.json("evolve", GameRunner.sample("volunteers-dilemma.yaml"));
    JsonNode reached = evolved.at("/dynamics/0/basins/reached");
    assertThat(reached.size()).isEqualTo(1);
    assertThat(reached.at("/0/state/1").asDouble()).isCloseTo(waits, within(1e-6));
    JsonNode solved = GameRunner.json("solve", GameRunner.sample("volunteers-dilemma.yaml"));
    boolean found = false;
    for (JsonNode each : solved.path("equilibria")) {
      boolean alike = true;
      for (JsonNode player : each.path("profile")) {
        alike &= Math.abs(player.get(1).asDouble() - waits) < 1e-9;
      }
      found |= alike;
    }
    assertThat(found).isTrue();
  }

  /** GAME-22, Ewens 2004, Kimura and Ohta 1969: i/N, and N (N − 1) events for one that fixes. */
  @Test
  void neutralDrift() {
    JsonNode simulated = GameRunner.json("simulate", GameRunner.sample("neutral-drift.yaml"));
    JsonNode moran = simulated.at("/processes/0/fixation");
    assertThat(moran.path("time_unit").asString()).isEqualTo("events");
    int[] mutants = {1, 5, 10, 19};
    for (int at = 0; at < mutants.length; at++) {
      JsonNode each = moran.path("takeovers").get(at);
      assertThat(each.path("mutants").asInt()).isEqualTo(mutants[at]);
      assertThat(each.path("probability").asDouble()).isCloseTo(mutants[at] / 20.0, within(1e-12));
    }
    assertThat(moran.at("/takeovers/0/time_if_fixed").asDouble()).isCloseTo(380, within(1e-9));
    assertThat(moran.at("/takeovers/3/time_if_lost").asDouble()).isCloseTo(380, within(1e-9));
    assertThat(simulated.at("/processes/2/fixation/time_unit").asString()).isEqualTo("generations");
  }

  /** GAME-22: rows, columns and states say whose they are. */
  @Test
  void orientationIsReported() throws IOException {
    JsonNode simulated =
        study(
            "simulate",
            """
            name: prisoners
            game: {kind: symmetric, strategies: [c, d], payoffs: [[3, 0], [5, 1]]}
            simulate:
              processes: [{process: moran, population: 10, selection: 1, mutation: 1/1000}]
              results: [fixation, stationary]
            """);
    assertThat(simulated.path("strategies").toString()).isEqualTo("[\"c\",\"d\"]");
    JsonNode moran = simulated.at("/processes/0");
    assertThat(moran.path("log_fixation_order").asString())
        .contains("log_fixation[i][j]", "one mutant who plays strategies[i]");
    // A defector takes over cooperators nearly always, and the other way round never.
    assertThat(moran.at("/log_fixation/1/0").asDouble()).isGreaterThan(Math.log(0.5));
    assertThat(moran.at("/log_fixation/0/1").asDouble()).isLessThan(Math.log(0.01));
    assertThat(moran.at("/stationary/order").asString())
        .isEqualTo("probabilities[i]: i individuals play strategies[0], the others strategies[1]");
    JsonNode probabilities = moran.at("/stationary/probabilities");
    assertThat(probabilities.get(0).asDouble()).isGreaterThan(probabilities.get(10).asDouble());
  }

  /** GAME-24: m = tanh(λ m / 2) has the solutions −1/2, 0 and 1/2 at λ = 2 ln 3. */
  @Test
  void coordinationWithMistakes() {
    JsonNode solved = GameRunner.json("solve", GameRunner.sample("coordination.yaml"));
    List<Double> found = new ArrayList<>();
    for (JsonNode each : solved.at("/quantal/at")) {
      if (Math.abs(each.path("normalised_lambda").asDouble() - 2 * Math.log(3)) < 1e-6) {
        found.add(each.at("/profile/0/0").asDouble());
      }
    }
    found.sort(null);
    assertThat(found).hasSize(3);
    assertThat(found.get(0)).isCloseTo(0.25, within(1e-6));
    assertThat(found.get(2)).isCloseTo(0.75, within(1e-6));
    assertThat(solved.at("/quantal/branches").size()).isEqualTo(2);
    assertThat(solved.at("/quantal/branches/0/principal").asBoolean()).isTrue();
  }

  private static final String LOGIT =
      """
      name: logit
      game: {kind: symmetric, strategies: [a, "b, c"], payoffs: [[3, 1], [0, 2]]}
      evolve:
        dynamics: [{dynamic: logit, noise: 1/9}, dynamic: replicator]
        starts: [[1/3, 2/3]]
        time: 9/2
        every: 1/2
        field: 4
        basins: {starts: 0}
      """;

  /** GAME-23, GAME-26: fractions are numbers, times are even, units are said, fields are tables. */
  @Test
  void numbersInTheChosenForm() throws IOException {
    Path file = folder.resolve("logit.yaml");
    Files.writeString(file, LOGIT);
    JsonNode evolved = GameRunner.json("evolve", file, "--out", folder.resolve("run"));
    JsonNode logit = evolved.at("/dynamics/0");
    assertThat(logit.at("/parameters/noise").asDouble()).isEqualTo(1.0 / 9);
    assertThat(logit.at("/trajectories/0/times").toString())
        .isEqualTo("[0.0,0.5,1.0,1.5,2.0,2.5,3.0,3.5,4.0,4.5]");
    assertThat(logit.at("/trajectories/0/states/0/0").asDouble()).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(evolved.path("payoff_unit").asDouble()).isEqualTo(3);
    assertThat(evolved.path("least_payoffs").toString()).isEqualTo("[0.0]");
    assertThat(logit.path("time_unit").asString()).isEqualTo("revisions of each individual");
    assertThat(evolved.at("/dynamics/1/time_unit").asString())
        .isEqualTo("inverse of the payoffs' range");
    JsonNode field = evolved.at("/dynamics/1/field");
    List<String> table = Files.readAllLines(folder.resolve("run/field-2-replicator.csv"));
    assertThat(table.get(0))
        .isEqualTo("share of a,\"share of b, c\",velocity of a,\"velocity of b, c\"");
    assertThat(table).hasSize(6);
    for (int at = 0; at < 5; at++) {
      double x = field.path("states").get(at).get(0).asDouble();
      assertThat(x).isEqualTo(1 - at / 4.0);
      // Payoffs 3x + (1 − x) and 2 (1 − x), over the range 3.
      double velocity = x * (1 - x) * (4 * x - 1) / 3;
      assertThat(field.path("velocities").get(at).get(0).asDouble())
          .isCloseTo(velocity, within(1e-15));
      assertThat(Double.parseDouble(table.get(at + 1).split(",", -1)[2]))
          .isCloseTo(velocity, within(1e-15));
    }
  }
}
