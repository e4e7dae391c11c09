package org.medchain.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers without the ledger are shown no block, no state and no reply of others (LIGHT-8). */
@Tag("process")
class HostileDisclosureTest {
  private static final long SEED = Long.getLong("hostile.seed", 1);

  @TempDir private Path folder;

  @Test
  void nothingIsShownThatTheLedgerDenies() throws Exception {
    try (HostileRun run = new HostileRun(folder, SEED, 100)) {
      run.warmUp();
      new HostileTraffic(run).send(Integer.getInteger("hostile.quick", 3000), sent -> {});
      assertThat(run.disclosures.shown()).isEmpty();
    }
  }
}
