package org.medchain.claims.records;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.records.LedgerSynchronisation.SyncCost;
import org.medchain.comparison.workload.SyntheticRecords;

/**
 * Compares what a user with headers alone receives, stores and waits for with what a node that
 * keeps all blocks does, on ledgers with blocks of different sizes (claim light-client-burden).
 */
final class LightBurdenExperiment {
  private static final String CLAIM = "light-client-burden";
  private static final String BLOCKS = "light_blocks";
  private static final double NS_PER_MS = 1e6;

  /** Transactions in each block, a ledger each. */
  private static final List<Integer> BLOCK_SIZES = List.of(1, 10, 100);

  private LightBurdenExperiment() {}

  static void run(ClaimRun run) throws Exception {
    Path folder = Files.createDirectories(run.temporary().resolve("light"));
    SyntheticRecords dataset = DatasetRecords.read(run.projectRoot());
    try (RawTable raw =
        run.raw(CLAIM, "transactions_per_block, kind, took_ms, received_bytes, stored_bytes")) {
      for (int size : BLOCK_SIZES) {
        run.progress(run.count(BLOCKS) + " blocks of " + size + " transactions");
        RecordLedger ledger = new RecordLedger(dataset, run.seed(), 1, List.of());
        ledger.grow(run.count(BLOCKS), size);
        compare(run, new LedgerSynchronisation(ledger), size, folder, raw);
      }
    }
  }

  private static void compare(
      ClaimRun run, LedgerSynchronisation sync, int size, Path folder, RawTable raw)
      throws Exception {
    for (int i = -1; i < run.count("light_times"); i++) {
      SyncCost light = sync.light(folder.resolve("headers-" + size + "-" + i));
      SyncCost full = sync.full();
      if (i >= 0) { // before that the compiler sees the code for the first time
        row(raw, size, "light", light);
        row(raw, size, "full", full);
      }
    }
  }

  private static void row(RawTable raw, int size, String kind, SyncCost cost) {
    raw.row(size, kind, cost.tookNs() / NS_PER_MS, cost.receivedBytes(), cost.storedBytes());
  }
}
