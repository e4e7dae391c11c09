package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** GAME-17: how often one mutant takes over a graph. */
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
              replicates: 1000
              networks:
            """
                + list);
    return GameRunner.json("simulate", file).path("networks");
  }

  /** Lieberman, Hauert and Nowak 2005: a complete graph is Moran's process; a star amplifies. */
  @Test
  void aStarAmplifiesSelection() throws IOException {
    JsonNode networks =
        networks(
            """
                - {graph: complete, nodes: 6, rule: birth-death, income: average, fixation: true}
                - {graph: star, nodes: 6, rule: birth-death, income: average, fixation: true}
            """);
    // e times as fit: (1 − 1/r) / (1 − r⁻ᴺ).
    JsonNode complete = networks.at("/0/fixation/0/interval");
    assertThat(StrictMath.expm1(-1) / StrictMath.expm1(-6))
        .isBetween(complete.get(0).asDouble(), complete.get(1).asDouble());
    assertThat(networks.at("/1/fixation/0/mean").asDouble())
        .isGreaterThan(networks.at("/0/fixation/0/mean").asDouble());
  }
}
