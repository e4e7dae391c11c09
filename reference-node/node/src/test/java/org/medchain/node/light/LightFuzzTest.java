package org.medchain.node.light;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.node.ledger.InvalidProofException;

/** LIGHT-1 to LIGHT-5, APP-3 to APP-5: changed and misplaced truths are not accepted. */
class LightFuzzTest {
  private static final int QUICK = 400;
  private static final int EXHAUSTIVE = 100_000;

  @Test
  void onlyTruthsAreAccepted() throws InvalidProofException {
    fuzz(1, QUICK);
  }

  @Test
  @Tag("exhaustive")
  void onlyTruthsAreAcceptedOfAHundredThousand() throws InvalidProofException {
    fuzz(2, Integer.getInteger("fuzz.times", EXHAUSTIVE));
  }

  /** Some of each kind are true, most are well-formed, and most of these are refused. */
  private static void fuzz(long seed, int times) throws InvalidProofException {
    Map<String, int[]> tally = new LightFuzzer(seed).run(times);
    assertThat(tally).hasSize(6);
    tally.forEach(
        (kind, counts) -> {
          System.out.println(
              "| " + kind + " | " + counts[0] + " | " + counts[1] + " | " + counts[2] + " |");
          assertThat(counts[1]).as(kind).isGreaterThan(counts[0] / 2);
          assertThat(counts[2]).as(kind).isBetween(counts[0] / 50, counts[0] / 2);
        });
  }
}
