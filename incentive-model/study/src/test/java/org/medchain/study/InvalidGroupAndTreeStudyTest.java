package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * GAME-18 for groups, trees, fractions and numbers of samples and mutants: one line, at its line.
 */
class InvalidGroupAndTreeStudyTest {
  private static final String GAME =
      """
      name: bad
      game:
        kind: symmetric
        strategies: [a, b]
        payoffs:
          - [0, 1]
          - [2, 3]
      """;

  private static final String GROUP =
      """
      name: bad
      game:
        kind: group
        size: 3
        strategies: [a, b]
        payoffs:
          - [0, 1, 2]
          - [1/2, 1, 1]
      """;

  /** GAME-21. */
  private static Stream<Arguments> wrongGroups() {
    return Stream.of(
        of("solve", GROUP.replace("  size: 3\n", ""), ":2: the key \"game.size\" is missing"),
        of("solve", GROUP.replace("size: 3", "size: 1"), ":4: game.size is 1; allowed: "),
        of(
            "evolve",
            GROUP.replace("[0, 1, 2]", "[0, 1]"),
            ":7: game.payoffs[0] is a list of 2; allowed: 3 numbers, from all 2 others playing b to"
                + " all playing a"),
        of(
            "evolve",
            GROUP.replace("1/2", "x"),
            ":8: game.payoffs[1][0] is \"x\"; allowed: a number, or a fraction"),
        of(
            "evolve",
            GROUP.replace("[a, b]", "[a, b, c, d]").replace("size: 3", "size: 100"),
            ":4: game.size is 100 with 4 strategies; allowed: as many as make at most 5000"),
        of(
            "simulate",
            GROUP + "simulate: {processes: [{process: moran, population: 2}]}\n",
            "a population of 2 makes no group of 3"),
        of(
            "solve",
            GROUP
                .replace("size: 3", "size: 40")
                .replace("[0, 1, 2]", "[" + "0, ".repeat(39) + "1]")
                .replace("[1/2, 1, 1]", "[" + "0, ".repeat(39) + "1]"),
            ":4: game.size makes more profiles than 'game solve' can list; allowed: fewer players"));
  }

  /** GAME-22, GAME-23, GAME-26. */
  private static Stream<Arguments> wrongNumbers() {
    return Stream.of(
        of(
            "evolve",
            GAME + "evolve: {dynamics: [{dynamic: logit, noise: 1/0}]}\n",
            ":8: evolve.dynamics[0].noise is \"1/0\"; allowed: a number"),
        of(
            "evolve",
            GAME + "evolve: {dynamics: [{dynamic: logit, noise: -1/9}]}\n",
            ":8: evolve.dynamics[0].noise is -1/9; allowed: a number above 0"),
        of(
            "evolve",
            GAME + "evolve: {samples: 7/2}\n",
            ":8: evolve.samples is 7/2; allowed: an integer from 1"),
        of(
            "evolve",
            GAME + "evolve: {time: 10, every: 3}\n",
            ":8: evolve.every is 3; allowed: a part of evolve.time, 10, that goes into it 1 to"
                + " 10000 times"),
        of(
            "evolve",
            GAME.replace("[a, b]", "[a, b, c]")
                    .replace("[0, 1]", "[0, 1, 2]")
                    .replace("- [2, 3]", "- [2, 3, 4]\n    - [0, 0, 0]")
                + "evolve: {field: 1000}\n",
            ":9: evolve.field is 1000, which makes 501501 states; allowed: steps that make at most"),
        of(
            "evolve",
            GAME + "evolve: {dynamics: [{dynamic: adjusted-replicator}]}\n",
            ":8: the key \"evolve.dynamics[0].background\" is missing"),
        of(
            "simulate",
            GAME + "simulate: {mutants: [1, 50]}\n",
            ":8: simulate.mutants[1] is 50; allowed: 1 to 49 in a population of 50"),
        of(
            "solve",
            GAME + "solve: {lambda: [0]}\n",
            ":8: solve.lambda[0] is 0; allowed: a number above 0"));
  }

  @TempDir private Path folder;

  static Stream<Arguments> bad() {
    return Stream.concat(wrongGroups(), wrongNumbers());
  }

  private static Arguments of(String command, String text, String expected) {
    return Arguments.of(command, text, expected);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isRefusedAtItsLine(String command, String text, String expected) throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, text);

    GameRunner run = GameRunner.run(command, file);

    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith(expected.startsWith(":") ? file + expected : "");
    assertThat(run.err()).contains(expected).hasLineCount(1);
  }

  /** GAME-20. */
  @Test
  void malformedTree() throws IOException {
    Path file = folder.resolve("bad.efg");
    Files.writeString(file, "EFG 2 R \"x\" { \"a\" }\n\"\"\np \"\" 1 1 \"\" { \"l\" } 0\nq\n");

    GameRunner run = GameRunner.run("solve", file, "--json");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(file + ":4:1: expected a node").hasLineCount(1);
  }
}
