package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** GAME-18: a script of the standard library alone replays what is called exact or proved. */
@Tag("process")
class CertificateReplayTest {
  private static final String SCRIPT = Repository.file("incentive-model/replay.py").toString();

  /** Jordan's ring of matching pennies, skewed: three mix, with irrational probabilities. */
  private static final String RING =
      """
      name: ring
      game:
        kind: normal-form
        players:
        - {name: a, actions: [h, t]}
        - {name: b, actions: [h, t]}
        - {name: c, actions: [h, t]}
        payoffs:
      """;

  private static final String SKEWED =
      "[[[[3, 1, 0], [2, 0, 1]], [[0, 0, 0], [1, 2, 2]]],"
          + " [[[0, 2, 2], [1, 1, 0]], [[2, 1, 1], [3, 0, 0]]]]";

  @TempDir private Path folder;

  private JsonNode solve(Path study) throws IOException {
    assertThat(GameRunner.run("solve", study, "--out", folder).exit()).isZero();
    return JsonMapper.shared().readTree(Files.readString(folder.resolve("results.json")));
  }

  private PythonRun replay(JsonNode forged) throws Exception {
    Path file = folder.resolve("forged.json");
    Files.writeString(file, forged.toString());
    return PythonRun.of(SCRIPT, file.toString(), folder.resolve("game.nfg").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hawk-dove.yaml",
        "nine-equilibria.yaml",
        "von-stengel-6x6.nfg",
        "seltens-horse.efg",
        "shapley.yaml",
        "continuum.yaml",
        "volunteers-dilemma.yaml",
        "credit-provider.yaml"
      })
  void everyEquilibriumOfTheSamplesHolds(String sample) throws Exception {
    int count = solve(GameRunner.sample(sample)).path("equilibria").size();
    PythonRun run = PythonRun.of(SCRIPT, folder.toString());
    assertThat(run.exit()).as(run.out()).isZero();
    assertThat(run.out().lines()).hasSize(count).allMatch(line -> line.contains(": holds, "));
  }

  /** The same from results.json and the game as it is exported; each forgery is red. */
  @Test
  void forgedFractionsFail() throws Exception {
    JsonNode found = solve(GameRunner.sample("hawk-dove.yaml"));
    Path game = folder.resolve("exported.nfg");
    GameRunner.run("export", GameRunner.sample("hawk-dove.yaml"), "--out", game);
    String results = folder.resolve("results.json").toString();
    assertThat(PythonRun.of(SCRIPT, results, game.toString()).exit()).isZero();

    for (String path : new String[] {"/exact/profile/0", "/exact/payoffs"}) {
      JsonNode forged = found.deepCopy();
      ArrayNode list = (ArrayNode) forged.path("equilibria").path(0).at(path);
      list.set(0, "1/3").set(1, "2/3");
      PythonRun run = replay(forged);
      assertThat(run.exit()).as(path).isEqualTo(1);
      assertThat(run.out()).contains("equilibrium 1: FAILS, player").contains("2: holds");
    }
    ObjectNode none = (ObjectNode) found.deepCopy();
    none.putArray("equilibria");
    assertThat(replay(none).out()).startsWith("complete without an equilibrium: FAILS");
    assertThat(PythonRun.of(SCRIPT, results, results).exit()).isEqualTo(2);
  }

  /** Three mix: a box that is moved, too wide, or left out is red. */
  @ParameterizedTest
  @CsvSource({"radius, 1/3", "radius, 0", "radius, ''", "centre, 0.34"})
  void forgedBoxesFail(String what, String value) throws Exception {
    Path study = folder.resolve("ring.yaml");
    Files.writeString(study, RING.strip() + " " + SKEWED);
    JsonNode found = solve(study);
    int at = 0;
    while (found.path("equilibria").path(at).path("box").isMissingNode()) {
      at++;
    }
    PythonRun sound = PythonRun.of(SCRIPT, folder.toString());
    assertThat(sound.exit()).as(sound.out()).isZero();
    assertThat(sound.out()).contains("holds, the only one in its box");

    ObjectNode box = (ObjectNode) found.path("equilibria").path(at).path("box");
    if (what.equals("centre")) {
      ((ArrayNode) box.at("/centre/0")).set(0, value).set(1, "0.66");
    } else if (value.isEmpty()) {
      ((ObjectNode) found.path("equilibria").path(at)).remove("box");
    } else {
      box.put(what, value);
    }
    PythonRun run = replay(found);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("equilibrium " + (at + 1) + ": FAILS, ");
  }
}
