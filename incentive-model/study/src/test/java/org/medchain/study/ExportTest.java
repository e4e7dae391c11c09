package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GAME-10: {@code game export}: a game survives the way into another program's file and back. */
class ExportTest {
  @TempDir private Path folder;

  @Test
  void writesAndReadsTheSameGame() {
    for (Path sample : GameRunner.samples()) {
      if (sample.getFileName().toString().matches("credit-(strategies|ledger).yaml")) {
        continue; // Populations are no games between players.
      }
      String text = GameRunner.run("export", sample).out();
      Path file = folder.resolve("game.nfg");

      GameRunner written = GameRunner.run("export", sample, "--out", file);

      assertThat(written.out()).isEmpty();
      assertThat(text).startsWith("NFG 1 R");
      assertThat(GameRunner.run("export", file).out()).isEqualTo(text);
    }
  }

  /** GAME-20: a tree is written as it is, and read again. */
  @Test
  void writesTrees() throws IOException {
    Path file = folder.resolve("tree.efg");
    Path horse = GameRunner.sample("seltens-horse.efg");
    assertThat(GameRunner.run("export", horse, "--out", file).exit()).isZero();
    assertThat(Files.readString(file))
        .startsWith("EFG 2 R \"Selten's horse\"")
        .contains("p \"\" 3 1 \"3\"");
    assertThat(GameRunner.run("export", file).out())
        .isEqualTo(GameRunner.run("export", horse).out());
    assertThat(GameRunner.run("export", GameRunner.sample("hawk-dove.yaml"), "--out", file).err())
        .contains("the game is no tree");
  }

  @Test
  void refusesWhereThereIsNoGame() {
    GameRunner run = GameRunner.run("export", GameRunner.sample("credit-strategies.yaml"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("credit-strategies.yaml:9: game.scenario is a population");
  }

  /** The module for EGTtools, run by Python: its matrix in fractions is the study's. */
  @Test
  @Tag("process")
  void pythonReadsTheMatrix() throws Exception {
    Path study = folder.resolve("thirds.yaml");
    Files.writeString(
        study,
        """
        name: thirds
        title: 'Thirds, "quoted"'
        game: {kind: symmetric, strategies: [hawk, 'do"ve'], payoffs: [[-1/3, 2], [1e-30, 1.5]]}
        simulate: {processes: [{process: fermi, population: 40, selection: 1/2, mutation: 0}]}
        """);
    Path module = folder.resolve("thirds.py");
    assertThat(GameRunner.run("export", study, "--to", "egttools", "--out", module).exit())
        .isZero();
    String read =
        "import runpy, sys; m = runpy.run_path(sys.argv[1]); print(m['strategies']);"
            + " print([[str(each) for each in row] for row in m['payoffs']]);"
            + " print(m['populations'], callable(m['game']))";

    assertThat(PythonRun.of("-c", read, module.toString()).out())
        .isEqualTo(
            """
            ['hawk', 'do"ve']
            [['-1/3', '2'], ['1/1%s', '3/2']]
            [{'process': 'fermi', 'population': 40, 'selection': 0.5, 'mutation': 0.0}] True
            """
                .formatted("0".repeat(30)));
    GameRunner refused =
        GameRunner.run("export", GameRunner.sample("nine-equilibria.yaml"), "--to", "egttools");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("needs one population with a square matrix");
    assertThat(GameRunner.run("export", study, "--to", "word").err())
        .contains("--to is word, allowed are gambit, egttools");
  }
}
