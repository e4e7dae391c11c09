package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;
import org.medchain.checkout.Repository;
import org.medchain.contract.MedicalModules;

/** CON-2, CON-28: every operation, at random, against its bound, and what each met as CSV. */
@Tag("statistical")
class ContractFuzzTest {
  private static final int QUICK = 150;
  private static final int EXHAUSTIVE = 100_000;
  private static final Path TABLE = Repository.file("reference-node/core/target/contract-fuzz.csv");

  @Example
  void everyOperationKeepsToItsBound() {
    ContractFuzzer fuzzer = fuzzed(1, QUICK);
    assertThat(fuzzer.tallies().values()).allMatch(each -> each.succeeded() > 0);
  }

  /** Every operation succeeds often enough for its effects to have been checked. */
  @Example
  @Tag("exhaustive")
  void everyOperationKeepsToItsBoundOnAHundredThousandOrders() throws IOException {
    ContractFuzzer fuzzer = fuzzed(2, EXHAUSTIVE);
    write(fuzzer);
    assertThat(fuzzer.tallies().values()).allMatch(each -> each.succeeded() >= 500);
  }

  private static ContractFuzzer fuzzed(long seed, int times) {
    ContractFuzzer fuzzer = new ContractFuzzer(seed);
    fuzzer.run(times);
    return fuzzer;
  }

  /** The largest values of one order: keys looked up and written, bytes of keys and values. */
  private static void write(ContractFuzzer fuzzer) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("operation,orders,succeeded,outcomes,accesses,bytes_written,growth,share_of_bound");
    fuzzer
        .tallies()
        .forEach(
            (number, tally) ->
                lines.add(
                    row(MedicalModules.REGISTRY.operation(number).orElseThrow().name(), tally)));
    fuzzer.blocks().forEach((name, tally) -> lines.add(row("block of " + name, tally)));
    Files.createDirectories(TABLE.getParent());
    Files.write(TABLE, lines);
  }

  private static String row(String name, FuzzTally tally) {
    return String.format(
        Locale.ROOT,
        "%s,%d,%d,%d,%d,%d,%d,%.3f",
        name,
        tally.tries(),
        tally.succeeded(),
        tally.met().size(),
        tally.accesses(),
        tally.bytes(),
        tally.growth(),
        tally.share());
  }
}
