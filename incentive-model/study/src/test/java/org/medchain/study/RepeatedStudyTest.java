package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** GAME-27, GAME-28: files of repeated games, against what is published of them. */
class RepeatedStudyTest {
  @TempDir private Path folder;

  private Path file(String game) throws IOException {
    return Files.writeString(
        folder.resolve("repeated.yaml"), "name: r\ngame:\n  kind: repeated\n" + game);
  }

  private JsonNode analyse(String game) throws IOException {
    return GameRunner.json("analyse", file(game)).path("repeated");
  }

  private static String dilemma(int temptation, int reward, int punishment, int sucker) {
    return String.format(
        Locale.ROOT,
        "  stage: {kind: symmetric, strategies: [c, d], payoffs: [[%d, %d], [%d, %d]]}%n",
        reward,
        sucker,
        temptation,
        punishment);
  }

  private static JsonNode pair(JsonNode list, String first, String second) {
    for (JsonNode each : list) {
      if (each.path("first").asString().equals(first)
          && each.path("second").asString().equals(second)) {
        return each;
      }
    }
    throw new AssertionError(first + " and " + second + " in " + list);
  }

  /**
   * Grim from (T − R)/(T − P) on (Friedman 1971); tit for tat besides from (T − R)/(R − S) on
   * (Axelrod 1984); win-stay, lose-shift from (T − R)/(R − P) on.
   */
  @ParameterizedTest
  @CsvSource({
    "5, 3, 1, 0, 1/2, 2/3, ''",
    "4, 3, 1, 0, 1/3, 1/3, 1/2",
    "19, 12, 2, 0, 7/17, 7/12, 7/10"
  })
  void regionsAreTheTextbooks(
      int t, int r, int p, int s, String grim, String titForTat, String winStay)
      throws IOException {
    JsonNode equilibria = analyse(dilemma(t, r, p, s)).path("equilibria");
    JsonNode trigger = pair(equilibria, "grim", "grim").path("subgame_perfect_at");
    assertThat(trigger.size()).isEqualTo(1);
    assertThat(trigger.at("/0/exact/0").asString()).isEqualTo(grim);
    assertThat(trigger.at("/0/exact/1").asString()).isEqualTo("19/20");
    JsonNode mirror = pair(equilibria, "tit-for-tat", "tit-for-tat");
    assertThat(mirror.at("/nash_at/0/exact/0").asString()).isEqualTo(titForTat);
    JsonNode pavlov =
        pair(equilibria, "win-stay-lose-shift", "win-stay-lose-shift").path("subgame_perfect_at");
    assertThat(pavlov.at("/0/exact/0").asString()).isEqualTo(winStay);
    // Always to defect needs no discount factor, always to cooperate is never an equilibrium.
    JsonNode selfish = pair(equilibria, "always-defect", "always-defect");
    assertThat(selfish.at("/subgame_perfect_at/0/exact/0").asString()).isEqualTo("0");
    assertThat(pair(equilibria, "always-cooperate", "always-cooperate").path("nash_at").size())
        .isZero();
  }

  /** Press and Dyson 2012: χ = 3, φ = 1/26; and the equalizer, against every strategy. */
  @Test
  void extortionersTakeTheirShare() throws IOException {
    JsonNode repeated =
        analyse(
            dilemma(5, 3, 1, 0)
                + """
                  memory_one:
                    - {name: extort, extortion: {factor: 3, scale: 1/26}}
                    - {name: same, after: [11/13, 0.5, 7/26, 0], first: 0.5}
                    - {name: equalizer, zero_determinant: {alpha: 0, beta: -0.1, gamma: 2/10}}
                    - {name: random, after: [1/2, 1/3, 1/4, 1/5]}
                """);
    JsonNode payoffs = repeated.path("payoffs");
    JsonNode best = pair(payoffs, "extort", "always-cooperate");
    assertThat(best.at("/exact/average").toString()).isEqualTo("[\"41/11\",\"21/11\"]");
    for (String other : List.of("extort", "random", "equalizer", "win-stay-lose-shift")) {
      JsonNode each = pair(payoffs, "same", other).path("average");
      assertThat(each.get(0).asDouble() - 1)
          .isCloseTo(3 * (each.get(1).asDouble() - 1), within(1e-12));
      assertThat(pair(payoffs, "equalizer", other).at("/exact/average/1").asString())
          .isEqualTo("2");
    }
    JsonNode relations = repeated.path("relations");
    assertThat(relations.findValuesAsString("words"))
        .containsExactly("own = other", "own = 3 · other − 2", "own = 3 · other − 2", "other = 2");
    relations.forEach(each -> assertThat(each.path("holds_against").asInt()).isEqualTo(9));
  }

  /** Axelrod 1984: who is less patient than two thirds alternates. */
  @Test
  void bestRepliesAreMachines() throws IOException {
    String game = dilemma(5, 3, 1, 0) + "  automata: [tit-for-tat]\n  discount: 1/2\n";
    JsonNode reply = analyse(game).at("/best_replies/0");
    assertThat(reply.path("exact").asString()).isEqualTo("10/3");
    assertThat(reply.at("/actions/c").asString()).isEqualTo("d");
    assertThat(reply.at("/actions/d").asString()).isEqualTo("c");
  }

  /** Own machines mean what they say, by what the other did or by what both did. */
  @Test
  void machinesOfOnesOwn() throws IOException {
    String machines =
        """
          automata: [tit-for-tat, always-defect]
          machines:
            - name: mirror
              states:
                - {name: kind, action: c, next: [kind, cross]}
                - {name: cross, action: d, next: [kind, cross]}
            - name: contrite
              states:
                - {name: kind, action: c, next: [[kind, cross], [sorry, kind]]}
                - {name: cross, action: d, next: [[kind, cross], [kind, cross]]}
                - {name: sorry, action: c, next: [[kind, kind], [sorry, kind]]}
        """;
    JsonNode payoffs = analyse(dilemma(5, 3, 1, 0) + "  noise: 1/50\n" + machines).path("payoffs");
    for (String other : List.of("tit-for-tat", "always-defect", "contrite")) {
      assertThat(pair(payoffs, "mirror", other).path("exact"))
          .isEqualTo(pair(payoffs, "tit-for-tat", other).path("exact"));
    }
    // Boyd 1989: who answers for its own errors mends them.
    assertThat(pair(payoffs, "contrite", "contrite").at("/average/0").asDouble())
        .isGreaterThan(2.8);
    assertThat(pair(payoffs, "mirror", "mirror").at("/average/0").asDouble()).isLessThan(2.3);
  }

  /** The other commands take it for the game of choosing a strategy once and for all. */
  @Test
  void theTournamentIsAGame() throws IOException {
    Path file =
        file(
            dilemma(5, 3, 1, 0)
                + "  automata: [always-defect, tit-for-tat]\nevolve: {basins: {starts: 10}}\n");
    JsonNode solved = GameRunner.json("solve", file);
    // Stakes of 1 and 3 on the diagonal: 1 against 1.4, 0.9 against 1.
    assertThat(solved.path("equilibria").size()).isEqualTo(3);
    JsonNode points = GameRunner.json("evolve", file).at("/dynamics/0/rest_points");
    // (1 − δ)(P − S) against R − (1 − δ) T − δ P: 0.1 to 1.6.
    assertThat(points.get(points.size() - 1).at("/state/1").asDouble())
        .isCloseTo(0.1 / 1.7, within(1e-9));
    assertThat(GameRunner.run("simulate", file).exit()).isZero();
  }

  @Test
  void tablesStandBesideThePage() throws IOException {
    Path file = file(dilemma(5, 3, 1, 0) + "  automata: [grim, always-defect]\n");
    GameRunner run = GameRunner.run("analyse", file, "--out", folder.resolve("page"));
    assertThat(run.exit()).isZero();
    assertThat(Files.readAllLines(folder.resolve("page/payoffs.csv")))
        .containsExactly(
            "first,second,discounted_first,discounted_second,average_first,average_second",
            "grim,grim,3.0,3.0,3.0,3.0",
            "grim,always-defect,0.9,1.4,1.0,1.0",
            "always-defect,grim,1.4,0.9,1.0,1.0",
            "always-defect,always-defect,1.0,1.0,1.0,1.0");
    assertThat(Files.readAllLines(folder.resolve("page/equilibria.csv")))
        .containsExactly(
            "first,second,concept,from,to",
            "grim,grim,nash,0.5,0.95",
            "grim,grim,subgame-perfect,0.5,0.95",
            "always-defect,always-defect,nash,0.0,0.95",
            "always-defect,always-defect,subgame-perfect,0.0,0.95");
    assertThat(folder.resolve("page/temptation.svg")).isNotEmptyFile();
    assertThat(folder.resolve("page/payoffs.svg")).isNotEmptyFile();
  }
}
