package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;
import org.medchain.contract.consent.ReadAnswer;

/**
 * CON-7 to CON-9, CON-23, CON-30 to CON-33, GAME-1, GAME-5, GAME-7, GAME-8: random sequences on
 * chains where the center decides on records and on chains where verifiers do, and {@link WhoReads}
 * beside them. Each order goes as the model foretells, each line of a trail with its price is as it
 * says, each point is accounted for, and who may read what is the same for every reader, record and
 * purpose: after each block in the long form, of which the quick one looks at some, and at the end.
 */
class WhoReadsTest {
  private static final int QUICK = 1_000;
  private static final int QUICK_STRIDE = 43;
  private static final int MANY = 10_000;
  private static final int BLOCKS = 12;

  @Example
  void everyAnswerIsTheModels() {
    assertThat(played(1, QUICK, QUICK_STRIDE)).containsOnlyKeys(ReadAnswer.values());
  }

  @Example
  @Tag("statistical")
  void soItIsAfterEachBlockOfTenThousandSequences() {
    Map<ReadAnswer, Integer> played = played(QUICK + 1, MANY, 1);
    // That alone is the answer of an order, and no other question's.
    assertThat(played.remove(ReadAnswer.INSUFFICIENT_POINTS)).isPositive();
    assertThat(played.values())
        .hasSize(ReadAnswer.values().length - 1)
        .allMatch(times -> times >= MANY / 20);
  }

  private static Map<ReadAnswer, Integer> played(long first, int sequences, int stride) {
    Map<ReadAnswer, Integer> answers = new TreeMap<>();
    for (long seed = first; seed < first + sequences; seed++) {
      try {
        new WhoReadsPlay(seed, answers).play(BLOCKS, stride);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(String.format(Locale.ROOT, "sequence of seed %d", seed), e);
      }
    }
    return answers;
  }
}
