package org.medchain.study.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.Studies;
import tools.jackson.databind.JsonNode;

/** Divisions of what coalitions are worth, against their definitions and published ones. */
class SharingTest {
  private static final List<String> PLAYERS = List.of("a", "b", "c", "d");
  private static final int ALL = 15;

  private static JsonNode solved(int[] worth) throws UserInputException {
    StringBuilder text = new StringBuilder("name: q\ngame:\n  kind: coalition\n");
    text.append("  players: [a, b, c, d]\n  worth:\n");
    for (int coalition = 1; coalition <= ALL; coalition++) {
      StringBuilder names = new StringBuilder();
      for (int player = 0; player < 4; player++) {
        names.append((coalition >> player & 1) == 1 ? PLAYERS.get(player) + " " : "");
      }
      text.append("    ").append(names.toString().strip());
      text.append(": ").append(worth[coalition]).append('\n');
    }
    return Studies.solved(text.toString());
  }

  private static int[] random(long seed) {
    Random random = new Random(seed);
    int[] worth = new int[ALL + 1];
    for (int coalition = 1; coalition <= ALL; coalition++) {
      worth[coalition] = random.nextInt(10) * Integer.bitCount(coalition);
    }
    return worth;
  }

  private static double[] payoffs(JsonNode division) {
    double[] payoffs = new double[4];
    for (int player = 0; player < 4; player++) {
      payoffs[player] = division.at("/payoffs/" + player).asDouble();
    }
    return payoffs;
  }

  /** Shapley (1953): what each adds when it comes, on average over the 24 orders. */
  private static double[] overOrders(int[] worth, List<Integer> order) {
    double[] sum = new double[4];
    if (order.size() == 4) {
      int before = 0;
      for (int player : order) {
        sum[player] = (worth[before | 1 << player] - worth[before]) / 24.0;
        before |= 1 << player;
      }
      return sum;
    }
    for (int player = 0; player < 4; player++) {
      if (!order.contains(player)) {
        List<Integer> longer = new ArrayList<>(order);
        longer.add(player);
        double[] rest = overOrders(worth, longer);
        for (int i = 0; i < 4; i++) {
          sum[i] += rest[i];
        }
      }
    }
    return sum;
  }

  /** Banzhaf (1965): what each adds, on average over the 8 coalitions of the others. */
  private static double banzhaf(int[] worth, int player) {
    double sum = 0;
    for (int others = 0; others <= ALL; others++) {
      if ((others >> player & 1) == 0) {
        sum += worth[others | 1 << player] - worth[others];
      }
    }
    return sum / 8;
  }

  /** What the least happy coalition lacks. */
  private static double excess(int[] worth, double[] payoffs) {
    double most = Double.NEGATIVE_INFINITY;
    for (int coalition = 1; coalition < ALL; coalition++) {
      double lack = worth[coalition];
      for (int player = 0; player < 4; player++) {
        lack -= (coalition >> player & 1) * payoffs[player];
      }
      most = Math.max(most, lack);
    }
    return most;
  }

  @Property(seed = "24", tries = 40)
  void divisionsAreWhatTheirDefinitionsSay(@ForAll @IntRange(max = 100_000) int seed)
      throws UserInputException {
    int[] worth = random(seed);
    JsonNode told = solved(worth);
    double[] shapley = payoffs(told.path("shapley"));
    assertThat(shapley).containsExactly(overOrders(worth, List.of()), within(1e-9));
    double[] banzhaf = payoffs(told.path("banzhaf"));
    for (int player = 0; player < 4; player++) {
      assertThat(banzhaf[player]).isCloseTo(banzhaf(worth, player), within(1e-9));
    }
    boolean stable = excess(worth, shapley) <= 1e-9;
    assertThat(told.at("/shapley/in_core").asBoolean()).isEqualTo(stable);

    double least = told.at("/least_core/excess").asDouble();
    double[] leastCore = payoffs(told.path("least_core"));
    assertThat(excess(worth, leastCore)).isCloseTo(least, within(1e-9));
    assertThat(excess(worth, shapley)).isGreaterThanOrEqualTo(least - 1e-9);
    assertThat(excess(worth, payoffs(told.path("nucleolus")))).isCloseTo(least, within(1e-9));
    assertThat(leastCore[0] + leastCore[1] + leastCore[2] + leastCore[3])
        .isCloseTo(worth[ALL], within(1e-9));

    boolean rational = true;
    double[] nucleolus = payoffs(told.path("nucleolus"));
    for (int player = 0; player < 4; player++) {
      rational &= nucleolus[player] >= worth[1 << player] - 1e-9;
    }
    assertThat(told.at("/nucleolus/individually_rational").asBoolean()).isEqualTo(rational);

    assertThat(told.at("/core/empty").asBoolean()).isEqualTo(least > 1e-9);
    if (least > 1e-9) {
      provesEmpty(told.path("core"), worth);
    } else {
      assertThat(excess(worth, payoffs(told.path("core")))).isLessThanOrEqualTo(1e-9);
    }
  }

  /**
   * Bondareva (1963) and Shapley (1967): each player's weight is 1 in all, and the collection is
   * worth more than all.
   */
  private static void provesEmpty(JsonNode core, int[] worth) {
    double[] time = new double[4];
    double together = 0;
    for (JsonNode each : core.path("balanced_family")) {
      String[] parts = each.path("weight").asString().split("/", -1);
      double weight =
          Double.parseDouble(parts[0]) / (parts.length == 1 ? 1 : Double.parseDouble(parts[1]));
      int coalition = 0;
      for (JsonNode name : each.path("coalition")) {
        coalition |= 1 << PLAYERS.indexOf(name.asString());
        time[PLAYERS.indexOf(name.asString())] += weight;
      }
      together += weight * worth[coalition];
    }
    assertThat(time).containsExactly(new double[] {1, 1, 1, 1}, within(1e-9));
    assertThat(together).isGreaterThan(worth[ALL]);
  }

  /**
   * The Talmud's three widows (Aumann and Maschler 1985): with an estate of 100, 200 or 300 and
   * claims of 100, 200 and 300 the nucleolus is the division of the Mishnah.
   */
  @Example
  void widowsAreDividedForAsInTheMishnah() throws UserInputException {
    double[][] mishnah = {{100 / 3.0, 100 / 3.0, 100 / 3.0}, {50, 75, 75}, {50, 100, 150}};
    int[] claims = {100, 200, 300};
    for (int estate = 1; estate <= 3; estate++) {
      StringBuilder text =
          new StringBuilder("name: q\ngame:\n  kind: coalition\n  players: [a, b, c]\n  worth:\n");
      for (int coalition = 1; coalition < 8; coalition++) {
        StringBuilder names = new StringBuilder();
        int left = 100 * estate;
        for (int player = 0; player < 3; player++) {
          boolean in = (coalition >> player & 1) == 1;
          names.append(in ? PLAYERS.get(player) + " " : "");
          left -= in ? 0 : claims[player];
        }
        text.append("    ").append(names.toString().strip());
        text.append(": ").append(Math.max(0, left)).append('\n');
      }
      JsonNode nucleolus = Studies.solved(text.toString()).path("nucleolus");
      for (int player = 0; player < 3; player++) {
        assertThat(nucleolus.at("/payoffs/" + player).asDouble())
            .isCloseTo(mishnah[estate - 1][player], within(1e-9));
      }
      assertThat(nucleolus.path("individually_rational").asBoolean()).isTrue();
    }
  }

  /** Without gains from joining, each player gets what it is worth alone. */
  @Example
  void whoAddsNothingToOthersGetsItsOwn() throws UserInputException {
    int[] worth = new int[ALL + 1];
    for (int coalition = 1; coalition <= ALL; coalition++) {
      worth[coalition] = coalition; // 1, 2, 4 and 8
    }
    JsonNode told = solved(worth);
    for (String division : List.of("shapley", "banzhaf", "core", "least_core", "nucleolus")) {
      assertThat(payoffs(told.path(division))).containsExactly(1, 2, 4, 8);
    }
    assertThat(told.at("/nucleolus/individually_rational").asBoolean()).isTrue();
  }

  /** By its definition over all pairs of coalitions. */
  @Property(seed = "24", tries = 40)
  void convexityIsThatOfAllPairs(@ForAll @IntRange(max = 100_000) int seed)
      throws UserInputException {
    int[] worth = random(seed);
    boolean superadditive = true;
    boolean convex = true;
    for (int one = 1; one <= ALL; one++) {
      for (int other = 1; other <= ALL; other++) {
        boolean less = worth[one | other] + worth[one & other] < worth[one] + worth[other];
        convex &= !less;
        superadditive &= !less || (one & other) != 0;
      }
    }
    JsonNode told = solved(worth);
    assertThat(told.at("/convex/holds").asBoolean()).isEqualTo(convex);
    assertThat(told.at("/superadditive/holds").asBoolean()).isEqualTo(superadditive);
  }
}
