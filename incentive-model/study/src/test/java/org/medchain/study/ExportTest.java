package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.NumberFormats;

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

  /** GAME-20: any game as a tree, and back, pays the same. */
  @Test
  void writesTrees() {
    for (String sample : new String[] {"nine-equilibria.yaml", "hawk-dove.yaml"}) {
      Path file = folder.resolve("tree.efg");
      assertThat(GameRunner.run("export", GameRunner.sample(sample), "--out", file).exit())
          .isZero();
      String table = GameRunner.run("export", GameRunner.sample(sample)).out();
      assertThat(GameRunner.run("export", file).out()).isEqualTo(table);
    }
    Path horse = GameRunner.sample("seltens-horse.efg");
    String tree = GameRunner.run("export", horse, "--extensive").out();
    assertThat(tree).startsWith("EFG 2 R \"Selten's horse\"").contains("p \"\" 3 1 \"3\"");
  }

  @Test
  void keepsFractions() {
    assertThat(GameRunner.run("export", GameRunner.sample("hawk-dove.yaml")).out())
        .contains("\"\" -0.5, -0.5");
  }

  @Test
  void refusesWhereThereIsNoGame() {
    GameRunner run = GameRunner.run("export", GameRunner.sample("credit-strategies.yaml"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("credit-strategies.yaml:7: game.scenario is a population");
  }

  /** A long table, read as RFC 4180 has it: each profile once for each player. */
  @Test
  void tablesHaveEveryPayoff() throws IOException {
    Path odd = folder.resolve("odd.yaml");
    Files.writeString(
        odd,
        """
        name: odd
        game:
          kind: normal-form
          players: [{name: "x, y", actions: ["say \\"no\\"", b]}, {name: z, actions: [c, d, e]}]
          payoffs: [[[1/3, 0], [1, 2], [3, 4]], [[5, 6], [7, 8], [-1e-3, 1e30]]]
        """);
    for (Path file : List.of(odd, GameRunner.sample("nine-equilibria.yaml"))) {
      Game game = game(file);
      List<String> lines = GameRunner.run("export", file, "--to", "csv").out().lines().toList();
      List<List<String>> rows = lines.stream().map(ExportTest::cells).toList();
      int players = game.players().size();
      assertThat(rows).hasSize(1 + game.profileCount() * players);
      assertThat(rows.get(0).subList(0, players))
          .isEqualTo(game.players().stream().map(Player::name).toList());
      assertThat(rows.get(0).subList(players, players + 2)).containsExactly("player", "payoff");
      for (List<String> row : rows.subList(1, rows.size())) {
        int[] profile = new int[players];
        Arrays.setAll(profile, who -> game.players().get(who).actions().indexOf(row.get(who)));
        int who = rows.get(0).indexOf(row.get(players));
        assertThat(row.get(players + 1))
            .isEqualTo(NumberFormats.fraction(game.exactPayoff(who, profile)));
      }
      assertThat(rows).doesNotHaveDuplicates();
    }
  }

  private static List<String> cells(String line) {
    return Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))(?:,|$)")
        .matcher(line + (line.endsWith(",") ? " " : ""))
        .results()
        .map(each -> each.group(1) == null ? each.group(2) : each.group(1).replace("\"\"", "\""))
        .limit(line.replaceAll("\"[^\"]*\"", "").chars().filter(each -> each == ',').count() + 1)
        .toList();
  }

  private static Game game(Path study) {
    try {
      return StudyFile.read(study, OptionalLong.empty()).requireGame("export");
    } catch (UserInputException e) {
      throw new AssertionError(e);
    }
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
        .contains("--to is word, allowed are gambit, egttools, csv");
  }
}
