package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** GAME-29: fixation on small graphs, calculated beside the estimate. */
class NetworkStudyTest {
  @TempDir private Path folder;

  private JsonNode networks(String list) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("network.yaml"),
            """
            name: network
            game: {kind: symmetric, strategies: [mutant, resident], payoffs: [[2, 2], [1, 1]]}
            simulate:
              rounds: 200
              replicates: 200
              networks:
            """
                + list);
    return GameRunner.json("simulate", file).path("networks");
  }

  /** Lieberman, Hauert and Nowak 2005: a star amplifies; a complete graph is Moran's process. */
  @Test
  void aStarAmplifiesSelection() throws IOException {
    JsonNode networks =
        networks(
            """
                - {graph: complete, nodes: 6, rule: birth-death, selection: 1, income: average, fixation: true}
                - {graph: star, nodes: 6, rule: birth-death, selection: 1, income: average, fixation: true}
                - {graph: complete, nodes: 11, rule: birth-death, selection: 1, fixation: true}
            """);
    JsonNode complete = networks.at("/0/fixation/0");
    // e times as fit: (1 − 1/r) / (1 − r⁻ᴺ).
    assertThat(complete.path("exact").asDouble())
        .isCloseTo(StrictMath.expm1(-1) / StrictMath.expm1(-6), within(1e-12));
    assertThat(networks.at("/1/fixation/0/exact").asDouble())
        .isGreaterThan(complete.path("exact").asDouble() + 0.02);
    for (int network = 0; network < 2; network++) {
      JsonNode told = networks.get(network).at("/fixation/0");
      assertThat(told.path("exact").asDouble())
          .isCloseTo(told.path("mean").asDouble(), within(0.15));
    }
    assertThat(networks.at("/2/fixation/0").has("exact")).isFalse();
  }
}
