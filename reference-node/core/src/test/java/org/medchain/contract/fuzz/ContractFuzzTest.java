package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/** CON-28: every operation of the registry, at random, against its declared bound. */
class ContractFuzzTest {
  private static final int QUICK = 150;
  private static final int EXHAUSTIVE = 100_000;

  @Example
  void everyOperationKeepsToItsBound() {
    ContractFuzzer fuzzer = fuzzed(1, QUICK);
    assertThat(fuzzer.tallies().values()).allMatch(each -> each.succeeded() > 0);
  }

  @Example
  @Tag("exhaustive")
  void everyOperationKeepsToItsBoundOnAHundredThousandOrders() {
    int times = Integer.getInteger("fuzz.times", EXHAUSTIVE);
    ContractFuzzer fuzzer = fuzzed(2, times);
    assertThat(fuzzer.tallies().values()).allMatch(each -> each.succeeded() * 100 > each.tries());
  }

  private static ContractFuzzer fuzzed(long seed, int times) {
    ContractFuzzer fuzzer = new ContractFuzzer(seed);
    try {
      fuzzer.run(times);
    } finally {
      fuzzer.tallies().forEach((number, tally) -> System.out.println(number + " " + tally));
      fuzzer.blocks().forEach((name, tally) -> System.out.println(name + " " + tally));
    }
    return fuzzer;
  }
}
