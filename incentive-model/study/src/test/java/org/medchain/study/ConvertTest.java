package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code game convert}: a game survives the way into a file of Gambit and back. */
class ConvertTest {
  @TempDir private Path folder;

  @Test
  void writesAndReadsTheSameGame() {
    for (Path sample : GameRunner.samples()) {
      if (sample.getFileName().toString().matches("credit-(strategies|ledger).yaml")) {
        continue; // Populations are no games between players.
      }
      String text = GameRunner.run("convert", sample).out();
      Path file = folder.resolve("game.nfg");

      GameRunner written = GameRunner.run("convert", sample, "--out", file);

      assertThat(written.out()).isEmpty();
      assertThat(text).startsWith("NFG 1 R");
      assertThat(GameRunner.run("convert", file).out()).isEqualTo(text);
    }
  }

  /** GAME-20: any game as a tree, and back, pays the same. */
  @Test
  void writesTrees() {
    for (String sample : new String[] {"nine-equilibria.yaml", "hawk-dove.yaml"}) {
      Path file = folder.resolve("tree.efg");
      assertThat(GameRunner.run("convert", GameRunner.sample(sample), "--out", file).exit())
          .isZero();
      String table = GameRunner.run("convert", GameRunner.sample(sample)).out();
      assertThat(GameRunner.run("convert", file).out()).isEqualTo(table);
    }
    Path horse = GameRunner.sample("seltens-horse.efg");
    String tree = GameRunner.run("convert", horse, "--extensive").out();
    assertThat(tree).startsWith("EFG 2 R \"Selten's horse\"").contains("p \"\" 3 1 \"3\"");
  }

  @Test
  void keepsFractions() {
    assertThat(GameRunner.run("convert", GameRunner.sample("hawk-dove.yaml")).out())
        .contains("\"\" -0.5, -0.5");
  }

  @Test
  void refusesWhereThereIsNoGame() {
    GameRunner run = GameRunner.run("convert", GameRunner.sample("credit-strategies.yaml"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("credit-strategies.yaml:13: game.scenario is a population");
  }
}
