package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/**
 * CON-4, CON-6, CON-7, CON-8, CON-29 to CON-33, CON-37 to CON-40, GAME-1 to GAME-9, INC-2 to INC-5:
 * random sequences of all operations by random roles, each on a separate chain, and an independent
 * model beside it: rights, directives, delegates, reads and their trail, attestations, replaced
 * keys, deals, and everybody's points.
 */
@Tag("statistical")
class RandomSequencesTest {
  private static final int QUICK = 40;
  private static final int EXHAUSTIVE = 10_000;
  private static final int SHORTEST = 60;
  private static final int LENGTHS = 180;

  @Example
  void theModelKeepsInStep() {
    ContractFuzzer fuzzer = played(1, QUICK);
    assertThat(fuzzer.tallies().values()).allMatch(each -> each.tries() > QUICK);
  }

  @Example
  @Tag("exhaustive")
  void theModelKeepsInStepWithTenThousand() {
    ContractFuzzer fuzzer = played(10_001, EXHAUSTIVE);
    assertThat(fuzzer.tallies().values()).allMatch(each -> each.succeeded() >= EXHAUSTIVE / 1_000);
  }

  private static ContractFuzzer played(long firstSeed, int sequences) {
    ContractFuzzer fuzzer = new ContractFuzzer(0);
    for (long seed = firstSeed; seed < firstSeed + sequences; seed++) {
      try {
        fuzzer.play(seed, SHORTEST + (int) (seed * 7 % LENGTHS));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(String.format(Locale.ROOT, "sequence of seed %d", seed), e);
      }
    }
    return fuzzer;
  }
}
