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
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.OperationType;

/**
 * CON-2, CON-28: every operation of the registry, at random, against its declared bound. {@code
 * -Pexhaustive -Drewrite} writes the table of {@code spec/contract-review.md} again.
 */
@Tag("statistical")
class ContractFuzzTest {
  private static final int QUICK = 150;
  private static final int EXHAUSTIVE = 100_000;
  private static final Path PAGE = Repository.file("spec/contract-review.md");
  private static final String HEAD =
      "| operation | orders | succeeded | outcomes | accesses | bytes written | growth | of its"
          + " bound |";

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
    if (System.getProperty("rewrite") != null) {
      rewrite(fuzzer);
    }
    assertThat(fuzzer.tallies().values()).allMatch(each -> each.succeeded() >= 500);
  }

  @Example
  void thePageHasEveryOperation() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      for (OperationType<?> each : module.operations()) {
        assertThat(page).anyMatch(line -> line.startsWith("| " + each.name() + " | 1"));
      }
    }
  }

  private static ContractFuzzer fuzzed(long seed, int times) {
    ContractFuzzer fuzzer = new ContractFuzzer(seed);
    fuzzer.run(times);
    return fuzzer;
  }

  private static void rewrite(ContractFuzzer fuzzer) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean old = false;
    for (String line : Files.readAllLines(PAGE)) {
      old &= line.startsWith("|");
      if (!old) {
        lines.add(line);
      }
      if (line.equals(HEAD)) {
        old = true;
        lines.add("|---|---|---|---|---|---|---|---|");
        fuzzer
            .tallies()
            .forEach(
                (number, tally) ->
                    lines.add(
                        row(
                            MedicalModules.REGISTRY.operation(number).orElseThrow().name(),
                            tally)));
        fuzzer.blocks().forEach((name, tally) -> lines.add(row("block, " + name, tally)));
      }
    }
    Files.writeString(PAGE, String.join("\n", lines) + "\n");
  }

  private static String row(String name, FuzzTally tally) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.1f %% | %d | %,d | %,d | %,d | %s |",
        name,
        tally.tries(),
        100.0 * tally.succeeded() / tally.tries(),
        tally.met().size(),
        tally.accesses(),
        tally.bytes(),
        tally.growth(),
        tally.share() < 0.01
            ? "under 1 %"
            : String.format(Locale.ROOT, "%.0f %%", 100 * tally.share()));
  }
}
