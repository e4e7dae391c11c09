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

/** GAME-18: every error in a file is reported in one line, at its own line. */
class InvalidStudyTest {
  static final String GAME =
      """
      name: bad
      game:
        kind: symmetric
        strategies: [a, b]
        payoffs:
          - [0, 1]
          - [2, 3]
      """;

  @TempDir private Path folder;

  static Stream<Arguments> bad() {
    return Stream.concat(wrongGames(), wrongSections());
  }

  private static Arguments of(String command, String text, String expected) {
    return Arguments.of(command, text, expected);
  }

  private static Stream<Arguments> wrongGames() {
    return Stream.of(
        of(
            "solve",
            "# nothing\n",
            ":1: the file holds no values; a mapping such as 'name: first' is wanted"),
        of("solve", "name: x\n", ":1: the key \"game\" is missing"),
        of("solve", GAME.replace("name: bad\n", ""), ":1: the key \"name\" is missing"),
        of("solve", GAME.replace("name: bad", "name: a/b"), ":1: name is \"a/b\"; allowed: a text"),
        of(
            "solve",
            GAME.replace("symmetric", "matrix"),
            ":3: game.kind is \"matrix\"; allowed: one of"),
        of(
            "solve",
            GAME.replace("  kind: symmetric\n", ""),
            ":2: the key \"game.kind\" is missing"),
        of(
            "solve",
            GAME + "  strategy: a\n",
            ":8: unknown key \"strategy\" in game (did you mean \"strategies\"?)"),
        of(
            "solve",
            GAME.replace("[a, b]", "[a, a]"),
            ":4: game.strategies names \"a\" twice; each name may stand once"),
        of("solve", GAME.replace("[a, b]", "[]"), ":4: game.strategies is an empty list"),
        of(
            "solve",
            GAME.replace("[a, b]", "[1, b]"),
            ":4: game.strategies[0] is 1; allowed: a text"),
        of(
            "solve",
            GAME.replace("    - [2, 3]\n", ""),
            ":5: game.payoffs is a list of 1; allowed: 2 rows, one for each of a, b"),
        of(
            "solve",
            GAME.replace("[2, 3]", "[2, 3, 4]"),
            ":7: game.payoffs[1] is a list of 3; allowed: 2 numbers"),
        of(
            "solve",
            GAME.replace("[2, 3]", "[2, x]"),
            ":7: game.payoffs[1][1] is \"x\"; allowed: a number, or a fraction such as 1/3"),
        of(
            "solve",
            GAME.replace("[2, 3]", "[2, 1/0]"),
            ":7: game.payoffs[1][1] is \"1/0\"; allowed: a number, or a fraction"),
        of(
            "solve",
            GAME.replace("[2, 3]", "[2, ]"),
            ":7: game.payoffs[1] is a list of 1; allowed: 2 numbers"),
        of(
            "solve",
            GAME.replace("[2, 3]", "[2, 1e101]"),
            ":7: game.payoffs[1][1] is 1.0E101; allowed: a number"),
        // EXP-39: one line, not one for each key.
        of(
            "solve",
            "name: q\nprotocols: [pbft]\nnodes: [4]\n",
            ":1: this is the config of an experiment: 'medchain run' takes it, or 'medchain check';"
                + " a study of a game is wanted here"),
        of(
            "solve",
            GAME.replace("[2, 3]", "[2, 3"),
            ":7: the bracket before \"2, 3\" is not closed"),
        of(
            "solve",
            GAME + "  players: [{name: x, actions: [y]}]\n",
            ":8: unknown key \"players\" in game; allowed: kind, strategies, payoffs"),
        of("solve", GAME + "name: twice\n", ":8: the key \"name\" stands here a second time"),
        of(
            "solve",
            normalForm("[[1, 2], [3, 4]]", "[[1, 2], 3]"),
            ":8: game.payoffs[1][1] is 3; allowed: 2 numbers, one for each player"),
        of(
            "solve",
            normalForm("[[1, 2], [3, 4]]", "[[1, 2]]"),
            ":8: game.payoffs[1] is a list of 1; allowed: 2 lists, one for each of l, r"),
        of(
            "solve",
            normalForm("[[1, 2], [3, 4]]", "[[1, 2], [3, a]]"),
            ":8: game.payoffs[1][1][1] is \"a\"; allowed: a number"),
        of("solve", "name: x\ngame: {kind: gambit}\n", ":2: the key \"game.file\" is missing"),
        of(
            "solve",
            "name: x\ngame: {kind: gambit, file: no.nfg}\n",
            "no.nfg: there is no such file"));
  }

  private static String normalForm(String first, String second) {
    return """
    name: bad
    game:
      kind: normal-form
      players: [{name: one, actions: [u, d]}, {name: two, actions: [l, r]}]
      payoffs:
        # The rows:
        - %s
        - %s
    """
        .formatted(first, second);
  }

  private static Stream<Arguments> wrongSections() {
    return Stream.of(
        of(
            "solve",
            GAME + "solve: {concepts: [nsh]}\n",
            ":8: solve.concepts[0] is \"nsh\"; allowed: one of nash"),
        of(
            "solve",
            GAME + "solve: {discount: 1}\n",
            ":8: solve.discount is 1; allowed: a number above 0 to under 1"),
        of(
            "solve",
            GAME + "solve: {limits: {work: 0}}\n",
            ":8: solve.limits.work is 0; allowed: an integer from 1"),
        of("solve", GAME + "evolv: {}\n", ":8: unknown key \"evolv\" (did you mean \"evolve\"?)"),
        of(
            "evolve",
            GAME + "evolve:\n  dynamics:\n    - dynamic: logit\n",
            ":10: the key \"evolve.dynamics[0].noise\" is missing"),
        of(
            "evolve",
            GAME + "evolve:\n  dynamics:\n    - {dynamic: smith, noise: 1}\n",
            ":10: unknown key \"noise\" in evolve.dynamics[0]; allowed: dynamic"),
        of(
            "evolve",
            GAME + "evolve:\n  starts:\n    - [0.5, 0.6]\n",
            ":10: evolve.starts[0] is [0.5, 0.6]; allowed: 2 shares, which add up to 1"),
        of(
            "evolve",
            GAME + "evolve:\n  starts:\n    - [1]\n",
            ":10: evolve.starts[0] is [1.0]; allowed: 2 shares"),
        of(
            "evolve",
            normalForm("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]") + "evolve: {populations: one}\n",
            ":9: evolve.populations is one, and the players of the game differ; allowed: roles"),
        of(
            "evolve",
            GAME + "evolve:\n  scan: {parameter: noise, from: 0, to: 1}\n",
            ":9: evolve.scan.parameter is \"noise\", which no dynamic of the study has"),
        of(
            "evolve",
            GAME + "evolve:\n  scan: {parameter: \"payoffs[2][0]\", from: 0, to: 1}\n",
            ":9: evolve.scan.parameter is \"payoffs[2][0]\"; allowed: rows and columns 0 to 1"),
        of(
            "evolve",
            GAME + "evolve:\n  scan: {parameter: \"payoffs[0][0]\", from: 1, to: 1}\n",
            ":9: evolve.scan.to is not above from; allowed: from < to"),
        of(
            "evolve",
            GAME + "evolve:\n  scan: {parameter: \"payoffs[0][0]\", from: 1, to: 2, strategy: c}\n",
            ":9: evolve.scan.strategy is \"c\"; allowed: one of a, b"),
        of(
            "evolve",
            GAME + "evolve: {time: -1}\n",
            ":8: evolve.time is -1; allowed: a number above 0"),
        of(
            "simulate",
            GAME + "simulate: {start: [1, 1]}\n",
            ":8: simulate.start is [1.0, 1.0]; allowed: shares which add up to 1"),
        of(
            "simulate",
            GAME + "simulate:\n  processes:\n    - {process: moran, population: 1}\n",
            ":10: simulate.processes[0].population is 1; allowed: an integer from 2"),
        of(
            "simulate",
            GAME
                + "simulate:\n"
                + "  processes:\n"
                + "    - {process: moran, fitness: linear, selection: 2}\n",
            ":10: simulate.processes[0]: selection 2.0 of linear fitness is not in [0, 1]"),
        of(
            "simulate",
            GAME + "simulate:\n  networks:\n    - {graph: ring, degree: 3}\n",
            ":10: simulate.networks[0]: degree 3 of a ring must be even"),
        of(
            "simulate",
            GAME + "simulate:\n  networks:\n    - {graph: star, width: 3}\n",
            ":10: unknown key \"width\" in simulate.networks[0]"),
        of(
            "simulate",
            GAME + "simulate:\n  agents: {zealots: [1, 2, 3]}\n",
            ":9: simulate.agents.zealots has 3 numbers; allowed: one for each of a, b"),
        of(
            "analyse",
            GAME,
            ":3: 'game analyse' stands with a game that is neither of the credit points nor"
                + " repeated; allowed: the kinds credit, repeated"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isRefusedAtItsLine(String command, String text, String expected) throws IOException {
    refused(folder.resolve("bad.yaml"), command, text, expected);
  }

  /** A study with this text ends with one line, which begins with its place. */
  static void refused(Path file, String command, String text, String expected) throws IOException {
    Files.writeString(file, text);

    GameRunner run = GameRunner.run(command, file);

    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith(expected.startsWith(":") ? file + expected : "");
    assertThat(run.err()).contains(expected).hasLineCount(1);
  }

  @Test
  void malformedGambitFile() throws IOException {
    Path file = folder.resolve("bad.nfg");
    Files.writeString(file, "NFG 1 R \"x\" { \"a\" \"b\" } { 2 2 }\n\"\"\n1 2 3\n4 x\n");

    GameRunner run = GameRunner.run("solve", file, "--json");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(file + ":4:").hasLineCount(1);
  }

  @Test
  void noSuchFile() {
    assertThat(GameRunner.run("solve", folder.resolve("no.yaml")).err())
        .contains("no.yaml: there is no such file");
    assertThat(GameRunner.run("solve", folder.resolve("no.nfg")).err())
        .contains("no.nfg: there is no such file");
    assertThat(GameRunner.run("solve", folder).exit()).isEqualTo(2);
  }

  @Test
  void wrongOptions() {
    Path sample = GameRunner.sample("stag-hunt.yaml");
    assertThat(GameRunner.run("solve", sample, "--threads", 0).err())
        .contains("--threads is 0, allowed are 1 to 1024");
    assertThat(GameRunner.run("solve", sample, "--seed", -1).err())
        .contains("--seed is -1, allowed are 0 to");
    assertThat(GameRunner.run("solve", sample, "--out", sample).exit()).isEqualTo(2);
    assertThat(GameRunner.run().exit()).isEqualTo(2);
  }
}
