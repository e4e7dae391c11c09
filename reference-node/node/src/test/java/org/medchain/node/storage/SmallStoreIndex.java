package org.medchain.node.storage;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An index beside a {@link StoredSample}. */
final class SmallStoreIndex {
  private SmallStoreIndex() {}

  static StateIndex open(Path folder, BlockStore blocks) throws IOException {
    return StateIndex.open(
        folder, StoredSample.LEDGER.genesis(), blocks, new SimpleMeterRegistry());
  }

  /** Makes one of a whole store. */
  static void fill(Path folder, FaultyVolume volume) throws Exception {
    StoreWriter disk = StoreWriter.open(volume, StoredSample.OPTIONS, () -> 4, () -> 0);
    SampleLedger ledger = StoredSample.LEDGER;
    try (StateIndex index = open(folder, disk.blocks())) {
      index.stateLoaded(12, ledger.decision(12).block().hash(), ledger.state(12));
      index.whenCaughtUp().get(5, TimeUnit.MINUTES);
    }
    disk.close();
  }
}
