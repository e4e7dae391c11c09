package org.medchain.study.evolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Example;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.Studies;
import tools.jackson.databind.JsonNode;

/** Dynamics of 2 × 2 and 3 × 3 games, against the formulas of the textbooks. */
class EvolvingTest {
  /** A label is the value that was computed: whole numbers where only these count. */
  @Example
  void aScanIsLabelledWithWhatWasComputed() throws UserInputException {
    String study =
        """
        name: q
        game: {kind: credit, scenario: population, strategies: [honest, "false"]%s}
        evolve:
          basins: {starts: 0}
          time: 1
        """;
    String scan =
        study.formatted("") + "  scan: {parameter: verifiers, from: %s, to: 11, steps: 4}";
    List<Double> values = new ArrayList<>();
    for (JsonNode branch : Studies.evolved(scan.formatted("5.5")).json().at("/scan/0/branches")) {
      branch.forEach(at -> values.add(at.path("value").asDouble()));
    }
    assertThat(new TreeSet<>(values)).containsExactly(6.0, 8.0, 9.0, 11.0);
    for (double value : new TreeSet<>(values)) {
      JsonNode alone =
          Studies.evolved(study.formatted(", parameters: {verifiers: " + (int) value + "}")).json();
      assertThat(alone.at("/dynamics/0/rest_points"))
          .hasSize((int) values.stream().filter(each -> each == value).count());
    }
    assertThatThrownBy(() -> Studies.evolved(scan.formatted("-3")))
        .hasMessageContaining("verifiers: a whole number from 0 to");
  }

  /** Robinson (1951): in zero-sum games the frequencies approach the equilibrium. */
  @Example
  void fictitiousPlayFindsTheValue() throws UserInputException {
    JsonNode play =
        Studies.evolved(
                """
                name: q
                game:
                  kind: normal-form
                  players: [{name: x, actions: [h, t]}, {name: y, actions: [h, t]}]
                  payoffs: [[[3, -3], [-1, 1]], [[-1, 1], [1, -1]]]
                evolve: {basins: {starts: 0}, time: 1, rest_points: false, fictitious_play: 20000}
                """)
            .json()
            .path("fictitious_play");
    for (int player = 0; player < 2; player++) {
      assertThat(play.at("/frequencies/" + 2 * player).asDouble()).isCloseTo(1 / 3.0, within(0.02));
    }
    assertThat(play.path("regret").asDouble()).isBetween(0.0, 0.02);
  }

  /** A population for each player: the equilibrium of matching pennies is a centre. */
  @Example
  void penniesHaveACentre() throws UserInputException {
    JsonNode json =
        Studies.evolved(
                """
                name: q
                game:
                  kind: normal-form
                  players: [{name: x, actions: [h, t]}, {name: y, actions: [h, t]}]
                  payoffs: [[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]
                evolve: {basins: {starts: 0}, time: 1}
                """)
            .json();
    assertThat(json.path("strategies").toString())
        .isEqualTo("[\"x: h\",\"x: t\",\"y: h\",\"y: t\"]");
    int centres = 0;
    for (JsonNode each : json.at("/dynamics/0/rest_points")) {
      if (each.path("stability").asString().equals("centre")) {
        centres++;
        assertThat(each.path("state").toString()).isEqualTo("[0.5,0.5,0.5,0.5]");
        // ẋ = x (1 − x) (2y − 1), ẏ = −y (1 − y) (2x − 1), in units of the range 2: ±i / 2.
        assertThat(Math.abs(each.at("/eigenvalues/0/1").asDouble())).isCloseTo(0.5, within(1e-6));
      }
    }
    assertThat(centres).isEqualTo(1);
  }
}
