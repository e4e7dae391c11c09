package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** GAME-18 and GAME-28: what is wrong with a repeated game is told at its line. */
class BadRepeatedStudyTest {
  private static final String GAME =
      """
      name: bad
      game:
        kind: repeated
        stage:
          kind: symmetric
          strategies: [c, d]
          payoffs: [[3, 0], [5, 1]]
      """;

  private static final String MACHINE =
      GAME
          + """
            machines:
              - name: mine
                states:
                  - {name: kind, action: c, next: [kind, cross]}
                  - {name: cross, action: d, next: [kind, cross]}
          """;

  private static final String THREE =
      GAME.replace("[c, d]", "[c, d, e]")
          .replace("[[3, 0], [5, 1]]", "[[3, 0, 0], [5, 1, 0], [0, 0, 0]]");

  @TempDir private Path folder;

  static Stream<Arguments> stages() {
    return Stream.of(
        of(GAME.replace("kind: symmetric", "kind: group"), ":5: game.stage.kind is \"group\";"),
        of(GAME.replace("  strategies: [c, d]\n  ", ""), ":4: the key \"game.stage.strategies\""),
        of(GAME.replace("[5, 1]]", "[5]]"), ":7: game.stage.payoffs[1] is a list of 1; allowed: 2"),
        of(
            "name: bad\ngame:\n  kind: repeated\n  stage: {kind: credit, scenario: population}\n",
            ":4: game.stage is a population; allowed: a game of two players"),
        of("name: bad\ngame:\n  kind: repeated\n", ":2: the key \"game.stage\" is missing"),
        of(GAME + "  discount: 1\n", ":8: game.discount: a discount factor is at least 0 and"),
        of(GAME + "  discount: x\n", ":8: game.discount is \"x\"; allowed: a number from 0 to"),
        of(GAME + "  noise: 3/2\n", ":8: game.noise: a probability is 0 to 1, not 3 / 2"),
        of(GAME + "  automata: [grim, tat]\n", ":8: game.automata[1] is \"tat\"; allowed: "),
        of(GAME + "  automata: []\n", ":8: no strategy of \"row\" plays; allowed: one or more"),
        of(
            THREE + "  automata: [win-stay-lose-shift]\n",
            ":8: game.automata[0] is \"win-stay-lose-shift\"; allowed: a strategy for this stage"));
  }

  static Stream<Arguments> strategies() {
    return Stream.of(
        of(MACHINE.replace("action: d", "action: e"), ":12: game.machines[0].states[1].action"),
        of(
            MACHINE.replace(
                "[kind, cross]}\n        - {name: cross", "[kind, angry]}\n        - {name: cross"),
            ":11: game.machines[0].states[0].next[1] is \"angry\"; allowed: one of kind, cross"),
        of(
            MACHINE.replace(
                "next: [kind, cross]}\n        - {name: cross",
                "next: [kind]}\n        - {name: cross"),
            ":11: game.machines[0].states[0].next is a list of 1; allowed: 2 names of states"),
        of(MACHINE.replace("name: mine", "name: grim"), ":9: game.machines[0] is named \"grim\""),
        of(
            MACHINE.replace("{name: cross, ", "{name: kind, "),
            ":12: game.machines[0].states[1].name names \"kind\" twice"),
        of(
            MACHINE.replace("name: mine", "name: mine\n      player: row"),
            ":10: game.machines[0].player stands where the players are alike"),
        of(GAME + "  memory_one: [{name: m}]\n", ":8: game.memory_one[0] has none of the keys"),
        of(
            GAME + "  memory_one: [{name: m, after: [1, 0, 3/2, 0]}]\n",
            ":8: game.memory_one[0].after[2] is no probability"),
        of(
            GAME + "  memory_one: [{name: m, after: [1, 0, 1]}]\n",
            ":8: game.memory_one[0].after has 3 "),
        of(
            GAME + "  memory_one: [{name: m, extortion: {factor: 3, scale: 1}}]\n",
            ":8: game.memory_one[0].extortion: a probability is 0 to 1"),
        of(
            THREE + "  memory_one: [{name: m, after: [1, 0, 1, 0]}]\n",
            ":8: game.memory_one stands with a stage game of other than two actions"),
        of(
            GAME + "  ban: {detected: 2}\n",
            ":8: game.ban.detected is 2; allowed: a number from 0 to 1"));
  }

  static Stream<Arguments> bad() {
    return Stream.concat(stages(), strategies());
  }

  private static Arguments of(String text, String expected) {
    return Arguments.of(text, expected);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isRefusedAtItsLine(String text, String expected) throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, text);

    GameRunner run = GameRunner.run("analyse", file);

    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith(file + expected).hasLineCount(1);
  }
}
