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

  /** Traulsen, Nowak and Pacheco 2006: a complete graph is the mixed population. */
  @Test
  void aCompleteGraphIsTheMixedPopulation() throws IOException {
    JsonNode networks =
        networks(
            "    - {graph: complete, nodes: 6, income: average, fixation: true, mutation: 0}\n");
    // e times as fit: (1 − 1/r) / (1 − r⁻ᴺ).
    JsonNode complete = networks.at("/0/fixation/0/interval");
    assertThat(StrictMath.expm1(-1) / StrictMath.expm1(-6))
        .isBetween(complete.get(0).asDouble(), complete.get(1).asDouble());
  }
}
