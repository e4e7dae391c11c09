package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** GAME-15, GAME-17: a study's agents on the ledger, on both hosts and any number of threads. */
class LedgerStudyTest {
  private static final String SMALL =
      """
      name: small
      game: {kind: credit, scenario: population}
      simulate:
        processes: []
        ledger:
          members: {honest: 4, "false": 2}
          rounds: 1
          epoch: 1
          replicates: 2
          host: contract
      """;

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("small.yaml"), text);
  }

  @Test
  void threadsChangeNothing() throws IOException {
    Path file = file(SMALL + "    revision: {}\n");

    String one = GameRunner.run("simulate", file, "--json", "--threads", 1).out();

    assertThat(GameRunner.run("simulate", file, "--json", "--threads", 2).out()).isEqualTo(one);
    assertThat(one).contains("\"imitation\"");
  }

  /** Ordering is PBFT's business, and what is paid is not. */
  @Test
  void replicasPayWhatOneMachinePays() throws IOException {
    JsonNode direct = GameRunner.json("simulate", file(SMALL)).at("/ledger");
    JsonNode agreed =
        GameRunner.json("simulate", file(SMALL.replace("host: contract", "host: pbft")))
            .at("/ledger");

    assertThat(direct.has("imitation")).isFalse();
    assertThat(agreed.at("/payoffs").size()).isEqualTo(2);
    for (int row = 0; row < 2; row++) {
      assertThat(agreed.at("/payoffs/" + row + "/theory"))
          .isEqualTo(direct.at("/payoffs/" + row + "/theory"));
      assertThat(agreed.at("/runs/" + row + "/conserved").asBoolean()).isTrue();
    }
  }
}
