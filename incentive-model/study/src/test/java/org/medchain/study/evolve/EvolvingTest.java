package org.medchain.study.evolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.Studies;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.JsonNode;

/** Dynamics of 2 × 2 and 3 × 3 games, against the formulas of the textbooks. */
class EvolvingTest {
  private static StudyResults two(int a, int b, int c, int d, String more)
      throws UserInputException {
    return Studies.evolved(
        String.format(
            Locale.ROOT,
            """
            name: q
            game: {kind: symmetric, strategies: [x, y], payoffs: [[%d, %d], [%d, %d]]}
            evolve: {basins: {starts: 0}, time: 1%s}
            """,
            a,
            b,
            c,
            d,
            more));
  }

  private static int range(int... payoffs) {
    int high = Integer.MIN_VALUE;
    int low = Integer.MAX_VALUE;
    for (int each : payoffs) {
      high = Math.max(high, each);
      low = Math.min(low, each);
    }
    return high - low;
  }

  /**
   * Hofbauer and Sigmund (1998), §7: dx/dt = x (1 − x) ((a − c) x + (b − d) (1 − x)), whose
   * derivative is b − d at 0, c − a at 1; here payoffs are counted in units of their range.
   */
  @Property(seed = "24", tries = 60)
  void restPointsOfTheReplicatorDynamic(
      @ForAll @IntRange(min = -5, max = 5) int a,
      @ForAll @IntRange(min = -5, max = 5) int b,
      @ForAll @IntRange(min = -5, max = 5) int c,
      @ForAll @IntRange(min = -5, max = 5) int d)
      throws UserInputException {
    Assume.that(a != c && b != d);
    double unit = range(a, b, c, d);
    Map<Double, Double> wanted = new TreeMap<>();
    wanted.put(0.0, (b - d) / unit);
    wanted.put(1.0, (c - a) / unit);
    if (a > c == d > b) {
      double inside = (double) (b - d) / (b - d + c - a);
      wanted.put(inside, inside * (1 - inside) * (a - c - b + d) / unit);
    }
    JsonNode json = two(a, b, c, d, "").json();
    assertThat(json.path("payoff_unit").asDouble()).isEqualTo(unit);
    JsonNode dynamic = json.at("/dynamics/0");
    assertThat(dynamic.path("complete").asBoolean()).isTrue();
    assertThat(dynamic.path("rest_points")).hasSize(wanted.size());
    for (JsonNode each : dynamic.path("rest_points")) {
      double share = each.at("/state/0").asDouble();
      double nearest =
          wanted.keySet().stream()
              .filter(it -> Math.abs(it - share) < 1e-9)
              .findFirst()
              .orElseThrow();
      assertThat(each.at("/eigenvalues/0/0").asDouble())
          .isCloseTo(wanted.get(nearest), within(1e-6));
      assertThat(each.path("stability").asString())
          .isEqualTo(wanted.get(nearest) < 0 ? "stable node" : "unstable node");
    }
  }

  /** The table beside the figure is the formula's, state by state. */
  @Property(seed = "24", tries = 30)
  void theFieldIsTheFormulas(
      @ForAll @IntRange(min = -5, max = 5) int a,
      @ForAll @IntRange(min = -5, max = 5) int b,
      @ForAll @IntRange(min = -5, max = 5) int c,
      @ForAll @IntRange(min = -5, max = 5) int d)
      throws UserInputException {
    double unit = range(a, b, c, d);
    Assume.that(unit > 0);
    StudyResults findings = two(a, b, c, d, ", rest_points: false, field: 10");
    JsonNode field = findings.json().at("/dynamics/0/field");
    assertThat(field.path("states")).hasSize(11);
    for (int i = 0; i < 11; i++) {
      double x = field.at("/states/" + i + "/0").asDouble();
      double wanted = x * (1 - x) * ((a - c) * x + (b - d) * (1 - x)) / unit;
      assertThat(field.at("/velocities/" + i + "/0").asDouble()).isCloseTo(wanted, within(1e-12));
      assertThat(field.at("/velocities/" + i + "/1").asDouble()).isCloseTo(-wanted, within(1e-12));
    }
    List<String> lines = findings.attachments().get("field-1-replicator.csv").lines().toList();
    assertThat(lines).hasSize(12);
    assertThat(lines.getFirst()).isEqualTo("share of x,share of y,velocity of x,velocity of y");
    for (int i = 0; i < 11; i++) {
      double[] cells =
          Arrays.stream(lines.get(1 + i).split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      assertThat(cells)
          .containsExactly(
              field.at("/states/" + i + "/0").asDouble(),
              field.at("/states/" + i + "/1").asDouble(),
              field.at("/velocities/" + i + "/0").asDouble(),
              field.at("/velocities/" + i + "/1").asDouble());
    }
  }

  /** Payoffs that do not depend on others: log(x / y) grows by the advantage, exactly. */
  @Example
  void aDominantStrategyGrowsLogistically() throws UserInputException {
    JsonNode path =
        Studies.evolved(
                """
                name: q
                game: {kind: symmetric, strategies: [x, y], payoffs: [[1, 1], [0, 0]]}
                evolve: {time: 8, every: 1/2, starts: [[1/100, 99/100]], basins: {starts: 0}}
                """)
            .json()
            .at("/dynamics/0/trajectories/0");
    assertThat(path.path("times")).hasSize(17);
    for (int i = 0; i <= 16; i++) {
      double time = i / 2.0;
      assertThat(path.at("/times/" + i).asDouble()).isCloseTo(time, within(1e-12));
      assertThat(path.at("/states/" + i + "/0").asDouble())
          .isCloseTo(1 / (1 + 99 * Math.exp(-time)), within(1e-6));
    }
    assertThat(path.path("whole").asBoolean()).isTrue();
  }

  /** In coordination the better convention is reached from the starts above b / (a + b). */
  @Example
  void basinsHaveTheSizeOfTheirIntervals() throws UserInputException {
    JsonNode basins =
        Studies.evolved(
                """
                name: q
                seed: 7
                game: {kind: symmetric, strategies: [x, y], payoffs: [[3, 0], [0, 1]]}
                evolve: {basins: {starts: 800}, time: 1}
                """)
            .json()
            .at("/dynamics/0/basins");
    assertThat(basins.path("starts").asInt()).isEqualTo(800);
    double all = basins.path("unresolved").asDouble() / 800;
    for (JsonNode each : basins.path("reached")) {
      double share = each.at("/share/mean").asDouble();
      double wanted = each.at("/state/0").asDouble() > 0.5 ? 0.75 : 0.25;
      assertThat(share).isCloseTo(wanted, within(0.05));
      all += share;
    }
    assertThat(all).isCloseTo(1, within(1e-9));
  }

  /** In hawk-dove with payoffs a, b, 0, 1 the share inside is (b − 1) / (b − 1 − a). */
  @Example
  void aScanFollowsTheHawks() throws UserInputException {
    assertThat(inside("payoffs[0][0]", -3, 1, cost -> 1 / (1 - cost))).isEqualTo(6);
    assertThat(inside("payoffs[0][1]", 0, 2, value -> (value - 1) / (value - 0.5))).isEqualTo(4);
  }

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

  /** How many of nine rest points lie inside, each where the formula says and stable. */
  private static int inside(String parameter, int from, int to, DoubleUnaryOperator share)
      throws UserInputException {
    JsonNode scan =
        Studies.evolved(
                String.format(
                    Locale.ROOT,
                    """
                    name: q
                    game: {kind: symmetric, strategies: [hawk, dove], payoffs: [[-1/2, 2], [0, 1]]}
                    evolve:
                      basins: {starts: 0}
                      time: 1
                      scan: {parameter: "%s", from: %d, to: %d, steps: 9}
                    """,
                    parameter,
                    from,
                    to))
            .json()
            .at("/scan/0");
    int inside = 0;
    for (JsonNode branch : scan.path("branches")) {
      for (JsonNode at : branch) {
        double hawks = at.at("/state/0").asDouble();
        if (hawks > 1e-9 && hawks < 1 - 1e-9) {
          inside++;
          assertThat(hawks)
              .isCloseTo(share.applyAsDouble(at.path("value").asDouble()), within(1e-9));
          assertThat(at.path("stability").asString()).isEqualTo("stable node");
        }
      }
    }
    return inside;
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
