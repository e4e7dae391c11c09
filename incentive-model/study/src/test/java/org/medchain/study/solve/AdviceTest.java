package org.medchain.study.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.Studies;
import tools.jackson.databind.JsonNode;

/** Correlated equilibria, and dominance that can be checked by hand. */
class AdviceTest {
  private static final List<String> ROWS = List.of("u", "m", "d");
  private static final List<String> COLUMNS = List.of("l", "c", "r");

  private static JsonNode solved(String concepts, int[][][] payoffs) throws UserInputException {
    StringBuilder text = new StringBuilder();
    for (int[][] row : payoffs) {
      text.append("  - ").append(Arrays.deepToString(row)).append('\n');
    }
    return Studies.solved(
        """
        name: q
        game:
          kind: normal-form
          players: [{name: row, actions: %s}, {name: column, actions: %s}]
          payoffs:
        %ssolve: {concepts: [%s]}
        """
            .formatted(
                ROWS.subList(0, payoffs.length),
                COLUMNS.subList(0, payoffs[0].length),
                text,
                concepts));
  }

  private static int[][][] random(long seed) {
    Random random = new Random(seed);
    int[][][] payoffs = new int[3][3][2];
    for (int[][] row : payoffs) {
      for (int[] cell : row) {
        cell[0] = random.nextInt(7);
        cell[1] = random.nextInt(7);
      }
    }
    return payoffs;
  }

  /** Aumann (1974), chicken: each third of the advice spares both the worst; 5 1/4 each. */
  @Example
  void adviceInChicken() throws UserInputException {
    int[][][] chicken = {{{6, 6}, {2, 7}}, {{7, 2}, {0, 0}}};
    JsonNode told = solved("correlated", chicken).path("correlated");
    assertThat(told.path("payoffs").toString()).isEqualTo("[5.25,5.25]");
    assertThat(told.path("support").toString())
        .contains(
            "{\"actions\":[\"u\",\"l\"],\"probability\":0.5,\"exact\":\"1/2\"}",
            "{\"actions\":[\"u\",\"c\"],\"probability\":0.25,\"exact\":\"1/4\"}");
  }

  /** Who obeys, and who must choose before the advice, loses by no other action. */
  @Property(seed = "24", tries = 25)
  void noPlayerGainsByAnotherAction(@ForAll @IntRange(max = 100_000) int seed)
      throws UserInputException {
    int[][][] payoffs = random(seed);
    JsonNode told = solved("correlated, coarse", payoffs);
    double[][] correlated = probabilities(told.path("correlated"));
    double[][] coarse = probabilities(told.path("coarse"));
    for (int player = 0; player < 2; player++) {
      for (int other = 0; other < 3; other++) {
        double[] gains = gains(payoffs, correlated, player, other);
        for (double gain : gains) {
          assertThat(gain).isLessThanOrEqualTo(1e-9);
        }
        double[] blind = gains(payoffs, coarse, player, other);
        assertThat(blind[0] + blind[1] + blind[2]).isLessThanOrEqualTo(1e-9);
      }
    }
    assertThat(sum(payoffs, coarse)).isGreaterThanOrEqualTo(sum(payoffs, correlated) - 1e-9);
    assertThat(sum(payoffs, correlated))
        .isCloseTo(
            told.at("/correlated/payoffs/0").asDouble()
                + told.at("/correlated/payoffs/1").asDouble(),
            within(1e-9));
  }

  private static double[][] probabilities(JsonNode told) {
    double[][] found = new double[3][3];
    double all = 0;
    for (JsonNode each : told.path("support")) {
      int row = ROWS.indexOf(each.at("/actions/0").asString());
      int column = COLUMNS.indexOf(each.at("/actions/1").asString());
      found[row][column] = each.path("probability").asDouble();
      all += found[row][column];
    }
    assertThat(all).isCloseTo(1, within(1e-9));
    return found;
  }

  /** By each advised action, what the player would gain by another one. */
  private static double[] gains(int[][][] payoffs, double[][] advice, int player, int other) {
    double[] gains = new double[3];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        int[] instead = player == 0 ? payoffs[other][column] : payoffs[row][other];
        gains[player == 0 ? row : column] +=
            advice[row][column] * (instead[player] - payoffs[row][column][player]);
      }
    }
    return gains;
  }

  private static double sum(int[][][] payoffs, double[][] advice) {
    double sum = 0;
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        sum += advice[row][column] * (payoffs[row][column][0] + payoffs[row][column][1]);
      }
    }
    return sum;
  }

  /** Each action that goes is worse than the mixture named, against all that was left before. */
  @Property(seed = "24", tries = 60)
  void whatIsEliminatedIsDominated(@ForAll @IntRange(max = 100_000) int seed)
      throws UserInputException {
    int[][][] payoffs = random(seed);
    JsonNode strict = solved("dominance", payoffs).path("dominance");
    Map<Integer, List<String>> left = new HashMap<>(Map.of(0, ROWS, 1, COLUMNS));
    int round = 0;
    Map<Integer, List<String>> next = new HashMap<>(left);
    for (JsonNode each : strict.at("/strict/eliminations")) {
      if (each.path("round").asInt() != round) {
        round = each.path("round").asInt();
        left.putAll(next);
      }
      int player = each.path("player").asString().equals("row") ? 0 : 1;
      String action = each.path("action").asString();
      List<String> own = player == 0 ? ROWS : COLUMNS;
      for (String against : left.get(1 - player)) {
        double mixture = 0;
        for (int by = 0; by < 3; by++) {
          mixture += number(each.at("/by/" + by)) * payoff(payoffs, player, by, against);
        }
        assertThat(mixture)
            .isGreaterThan(payoff(payoffs, player, own.indexOf(action), against) + 1e-12);
      }
      next.put(player, next.get(player).stream().filter(it -> !it.equals(action)).toList());
    }
    for (int player = 0; player < 2; player++) {
      assertThat(strict.at("/strict/survivors/" + player)).hasSize(next.get(player).size());
    }
  }

  private static double payoff(int[][][] payoffs, int player, int action, String against) {
    return player == 0
        ? payoffs[action][COLUMNS.indexOf(against)][0]
        : payoffs[ROWS.indexOf(against)][action][1];
  }

  private static double number(JsonNode fraction) {
    String[] parts = fraction.asString().split("/", -1);
    double above = Double.parseDouble(parts[0]);
    return parts.length == 1 ? above : above / Double.parseDouble(parts[1]);
  }
}
