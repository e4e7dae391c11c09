package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;
import org.medchain.checkout.Repository;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;

/** CON-1, CON-2, CON-4, CON-15: the output, state and roots of all plays, byte for byte. */
@Tag("statistical")
class GoldenPlaysTest {
  private static final int PLAYS = 32;

  /** Every play together must have met all others; these take more participants or points. */
  private static final Set<Outcome> RARE =
      EnumSet.of(
          Outcome.SUPPLY_EXHAUSTED,
          Outcome.NOT_READ_ONLY,
          Outcome.NOT_SEALED,
          Outcome.TOO_FEW_VERIFIERS,
          Outcome.BLOCK_FULL,
          Outcome.LIMIT_REACHED,
          Outcome.PRICE_CHANGED,
          Outcome.ENTRY_EXISTS);

  @Example
  void theFormatIsWhatItWas() throws IOException {
    GoldenFormat format = new GoldenFormat();
    List<String> lines = new ArrayList<>(GoldenFormat.encodings());
    lines.addAll(format.plays(PLAYS));
    lines.addAll(format.entries());
    assertThat(EnumSet.complementOf(EnumSet.copyOf(format.fuzzer.outcomes()))).isEqualTo(RARE);
    assertThat(EnumSet.complementOf(EnumSet.copyOf(format.fuzzer.answers())))
        .containsExactly(ReadAnswer.INSUFFICIENT_POINTS);
    for (Event each : ContractSamples.events()) {
      assertThat(format.fuzzer.told()).contains(each.getClass().getSimpleName());
    }
    if (System.getProperty("rewrite") != null) {
      Files.write(
          Repository.file("reference-node/core/src/test/resources").resolve(GoldenFormat.FILE),
          lines);
    }
    assertThat(lines).isEqualTo(GoldenFormat.golden());
  }
}
