package org.medchain.node.light;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.node.ledger.InvalidProofException;

/**
 * LIGHT-1 to LIGHT-5, APP-3 to APP-5: changed and misplaced truths are not accepted. {@code
 * -Pexhaustive} writes how many of each kind to {@code target/light-fuzz.csv}.
 */
class LightFuzzTest {
  private static final int QUICK = 400;
  private static final int EXHAUSTIVE = 100_000;
  private static final Path TABLE = Repository.file("reference-node/client/target/light-fuzz.csv");

  @Test
  void onlyTruthsAreAccepted() throws InvalidProofException {
    Map<String, int[]> unused = fuzz(1, QUICK);
  }

  @Test
  @Tag("exhaustive")
  void onlyTruthsAreAcceptedOfAHundredThousand() throws InvalidProofException, IOException {
    List<String> lines = new ArrayList<>(List.of("kind,shown,well_formed,accepted"));
    fuzz(2, EXHAUSTIVE)
        .forEach(
            (kind, counts) ->
                lines.add(kind + "," + counts[0] + "," + counts[1] + "," + counts[2]));
    Files.createDirectories(TABLE.getParent());
    Files.write(TABLE, lines);
  }

  /** Some of each kind are true, most are well-formed, and most of these are refused. */
  private static Map<String, int[]> fuzz(long seed, int times) throws InvalidProofException {
    Map<String, int[]> tally = new LightFuzzer(seed).run(times);
    assertThat(tally).hasSize(6);
    tally.forEach(
        (kind, counts) -> {
          assertThat(counts[1]).as(kind).isGreaterThan(counts[0] / 2);
          assertThat(counts[2]).as(kind).isBetween(counts[0] / 50, counts[0] / 2);
        });
    return tally;
  }
}
