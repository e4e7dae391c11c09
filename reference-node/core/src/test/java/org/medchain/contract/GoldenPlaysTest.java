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
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;

/**
 * CON-1, CON-2, CON-4, CON-15: what the contracts write, byte for byte, with the entries of the
 * state and the roots of all random plays. The file is written again with {@code -Drewrite}; a
 * change of it is a change of the format.
 */
@Tag("statistical")
class GoldenPlaysTest {
  private static final int PLAYS = 100;
  private static final int PLAYS_OF_A_KIND = 20;

  /** What every play together must have met; the rest takes more participants or points. */
  private static final Set<Outcome> RARE =
      EnumSet.of(
          Outcome.SUPPLY_EXHAUSTED,
          Outcome.NOT_READ_ONLY,
          Outcome.NOT_SEALED,
          Outcome.TOO_FEW_VERIFIERS,
          Outcome.BLOCK_FULL);

  @Example
  void theFormatIsWhatItWas() throws IOException {
    GoldenFormat format = new GoldenFormat();
    List<String> lines = new ArrayList<>(GoldenFormat.encodings());
    lines.addAll(format.plays(PLAYS, PLAYS_OF_A_KIND));
    lines.addAll(format.entries());
    assertThat(EnumSet.complementOf(EnumSet.copyOf(format.met))).isEqualTo(RARE);
    for (Event each : ContractSamples.events()) {
      assertThat(format.events).contains(each.getClass().getSimpleName());
    }
    if (System.getProperty("rewrite") != null) {
      Files.write(
          Repository.file("reference-node/core/src/test/resources").resolve(GoldenFormat.FILE),
          lines);
    }
    assertThat(lines).isEqualTo(GoldenFormat.golden());
  }
}
