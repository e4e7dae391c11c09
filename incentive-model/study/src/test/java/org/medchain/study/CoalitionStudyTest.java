package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** GAME-10: files of coalitions mean what they say. */
class CoalitionStudyTest {
  @TempDir private Path folder;

  private Path file(String game) throws IOException {
    return Files.writeString(
        folder.resolve("coalition.yaml"), "name: c\ngame:\n  kind: coalition\n" + game);
  }

  /** Three who need a majority: for every division, two would rather share it (Bondareva). */
  @Test
  void aMajorityOfThreeHasNoCore() throws IOException {
    JsonNode solved =
        GameRunner.json(
            "solve",
            file("  players: [a, b, c]\n  weighted_vote: {quota: 2, weights: [1, 1, 1]}\n"));

    assertThat(solved.at("/core/empty").asBoolean()).isTrue();
    assertThat(solved.at("/core/balanced_worth").asString()).isEqualTo("3/2");
    assertThat(solved.at("/core/balanced_family").size()).isEqualTo(3);
    solved
        .at("/core/balanced_family")
        .forEach(each -> assertThat(each.at("/weight").asString()).isEqualTo("1/2"));
    assertThat(solved.at("/least_core/excess_exact").asString()).isEqualTo("1/3");
    assertThat(solved.at("/nucleolus/exact").toString()).isEqualTo("[\"1/3\",\"1/3\",\"1/3\"]");
    assertThat(solved.at("/convex/holds").asBoolean()).isFalse();
  }

  /** The airport of Littlechild and Owen 1973: each stretch is paid by those who need it. */
  @Test
  void costsAreNegativeWorths() throws IOException {
    JsonNode solved =
        GameRunner.json(
            "solve",
            file(
                """
                  players: [small, middle, large]
                  worth:
                    small: -1
                    middle: -2
                    large: -7/2
                    small middle: -2
                    small large: -3.5
                    middle large: -3.5
                    small middle large: -3.5
                """));

    assertThat(solved.at("/shapley/exact").toString()).isEqualTo("[\"-1/3\",\"-5/6\",\"-7/3\"]");
    assertThat(solved.at("/convex/holds").asBoolean()).isTrue();
    assertThat(solved.at("/shapley/in_core").asBoolean()).isTrue();
  }

  /** What is not listed divides itself into what is; what is listed stands, even if it is less. */
  @Test
  void restIsDividedIntoWhatIsListed() throws IOException {
    String said =
        GameRunner.run(
                "solve",
                file(
                    """
                    players: [a, b, c, d]
                    worth:
                      a b: 3
                      c d: 4
                      b c: 5
                      d: -1
                      a b c: 1
                    """
                        .indent(2)))
            .out();

    assertThat(said)
        .containsPattern("a \\+ b \\+ c \\+ d +7\n")
        .containsPattern("a \\+ b \\+ c +1\n")
        .containsPattern("a \\+ b \\+ d +2\n")
        .containsPattern("b \\+ c \\+ d +4\n")
        .containsPattern("superadditive +no +");
  }

  /** GAME-17: too many for all coalitions; equal voters have equal shares, within intervals. */
  @Test
  void largeVotingGameIsSampled() throws IOException {
    String names = IntStream.range(0, 21).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
    Path file =
        file(
            "  players: [%s]\n  weighted_vote: {quota: 11, weights: [%s]}\n"
                    .formatted(names, "1, ".repeat(20) + "1")
                + "solve: {sampling: {orders: 2000}}\n");

    JsonNode solved = GameRunner.json("solve", file);

    assertThat(solved.at("/shapley/payoffs").size()).isEqualTo(21);
    for (JsonNode each : solved.at("/shapley/payoffs")) {
      assertThat(each.at("/interval/0").asDouble()).isLessThan(1.0 / 21);
      assertThat(each.at("/interval/1").asDouble()).isGreaterThan(1.0 / 21);
    }
    assertThat(solved.at("/shapley/level").asDouble()).isEqualTo(0.95);
    assertThat(solved.has("banzhaf")).isFalse();
    assertThat(GameRunner.json("solve", file, "--seed", 2).at("/shapley"))
        .isNotEqualTo(solved.at("/shapley"));
  }

  @Test
  void onePlayerGame() throws IOException {
    JsonNode solved = GameRunner.json("solve", file("  players: [a]\n  worth: {a: 5/3}\n"));

    assertThat(solved.at("/shapley/exact/0").asString()).isEqualTo("5/3");
    assertThat(solved.at("/nucleolus/exact/0").asString()).isEqualTo("5/3");
    assertThat(solved.has("least_core")).isFalse();
  }

  /** A player whom all others are worse off with than alone: no division suits it. */
  @Test
  void prenucleolusIsCalledSo() throws IOException {
    JsonNode solved =
        GameRunner.json("solve", file("  players: [a, b]\n  worth: {a: 5, b: 5, a b: 4}\n"));

    assertThat(solved.at("/nucleolus/individually_rational").asBoolean()).isFalse();
    assertThat(solved.at("/superadditive/violation/lack").asString()).isEqualTo("6");
  }
}
