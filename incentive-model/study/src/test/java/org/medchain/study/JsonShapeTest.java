package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The form of {@code --json}, which programs rely on (GAME-18). */
class JsonShapeTest {
  @TempDir private Path folder;

  /** GAME-18: what would take too long is left out and reported. */
  @Test
  void aWideGameSaysWhatIsLeftOut() throws IOException {
    StringBuilder text = new StringBuilder("NFG 1 R \"wide\" { \"a\" \"b\" } { 2 200 }\n");
    for (int i = 0; i < 800; i++) {
      text.append(i * i % 997).append(' ');
    }
    Path file = folder.resolve("wide.nfg");
    Files.writeString(file, text);

    JsonNode json = GameRunner.json("solve", file);

    assertThat(json.path("equilibria").size()).isPositive();
    assertThat(json.path("searched").asString()).startsWith("all equilibria");
    for (String concept : new String[] {"dominance", "correlated", "coarse"}) {
      assertThat(json.path(concept).path("searched").asString()).startsWith("Not searched");
    }
  }

  /**
   * GAME-12: conditions name their numbers, the infinite ones included, and say why they are
   * silent; committees are as large as the rules allow.
   */
  @Test
  void conditionsNameTheirNumbers() throws IOException {
    Path file = folder.resolve("hundred.yaml");
    String study =
        """
        name: hundred
        game:
          kind: credit
          scenario: upload
          parameters: {verifiers: 100, quorum: 67, correlation: 0, pool: 1000, query_price: 2}
        analyse: {parts: [conditions]}
        """;
    Files.writeString(file, study);

    JsonNode json = GameRunner.json("analyse", file);

    assertThat(json.path("silent").toString())
        .isEqualTo(
            "[{\"id\":\"T4\",\"name\":\"correlated verifiers\","
                + "\"reason\":\"their errors are not correlated, or all the same\"}]");
    assertThat(json.path("conditions").size()).isEqualTo(20);
    for (JsonNode each : json.path("conditions")) {
      assertThat(each.path("numbers").isEmpty()).as(each.path("id").asString()).isFalse();
    }
    // A third off 2 points is nothing.
    assertThat(json.at("/conditions/17/numbers/least_queries").asString()).isEqualTo("Infinity");
  }

  /** GAME-17: every mean from draws has its interval, level and number of replicates. */
  @Test
  void estimatesHaveIntervals() {
    JsonNode json = GameRunner.json("simulate", GameRunner.sample("hawk-dove.yaml"));

    JsonNode share = json.at("/processes/0/runs/shares/0");
    assertThat(share.path("interval").get(0).asDouble()).isLessThan(share.path("mean").asDouble());
    assertThat(share.path("interval").get(1).asDouble())
        .isGreaterThan(share.path("mean").asDouble());
    assertThat(share.path("level").asDouble()).isEqualTo(0.95);
    assertThat(share.path("replicates").asInt()).isEqualTo(20);
    assertThat(json.path("seed").asInt()).isEqualTo(1);
    assertThat(json.at("/processes/0/stationary/probabilities").size()).isEqualTo(51);
  }

  /** What stands in the folder is what is printed. */
  @Test
  void theFolderHoldsTheSame() throws IOException {
    Path sample = GameRunner.sample("stag-hunt.yaml");

    GameRunner run = GameRunner.run("evolve", sample, "--json", "--out", folder.resolve("new/run"));

    assertThat(Files.readString(folder.resolve("new/run/results.json"))).isEqualTo(run.out());
    assertThat(folder.resolve("new/run/gradient-1-replicator.svg")).isNotEmptyFile();
    assertThat(folder.resolve("new/run/scan-smith.svg")).isNotEmptyFile();
  }
}
