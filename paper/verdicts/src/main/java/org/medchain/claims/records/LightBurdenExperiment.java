package org.medchain.claims.records;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.Figure;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.records.LedgerSynchronisation.SyncCost;
import org.medchain.comparison.workload.SyntheticRecords;

/**
 * Compares what a user with headers alone receives, stores and waits for with what a node that
 * keeps all blocks does, on ledgers with blocks of different sizes (claim light-client-burden).
 */
final class LightBurdenExperiment implements ClaimExperiment {
  private static final String CLAIM = "light-client-burden";
  private static final String BLOCKS = "light_blocks";
  private static final String TIMES = "light_times";
  private static final double MEDIAN = 0.5;
  private static final double NS_PER_MS = 1e6;

  /** Transactions in each block, a ledger each. */
  private static final List<Integer> BLOCK_SIZES = List.of(1, 10, 100);

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(BLOCKS, 500, 2_000, "blocks of each ledger"),
        new ClaimSetting(TIMES, 3, 15, "measured synchronisations of each kind and ledger"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    Path folder = Files.createDirectories(run.temporary().resolve("light"));
    SyntheticRecords dataset = DatasetRecords.read(run.projectRoot());
    try (RawTable raw =
        run.raw(
            CLAIM, "transactions_per_block", "kind", "took_ms", "received_bytes", "stored_bytes")) {
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
    List<Long> lightTimes = new ArrayList<>();
    List<Long> fullTimes = new ArrayList<>();
    // Not for its times, since the compiler sees the code for the first time; bytes stay the same.
    figures(run.figures(CLAIM), size, sync.light(folder.resolve("headers-" + size)), sync.full());
    for (int i = 0; i < run.count(TIMES); i++) {
      SyncCost light = sync.light(folder.resolve("headers-" + size + "-" + i));
      SyncCost full = sync.full();
      lightTimes.add(light.tookNs());
      fullTimes.add(full.tookNs());
      row(raw, size, "light", light);
      row(raw, size, "full", full);
    }
    run.figures(CLAIM)
        .value(
            "time_ratio_" + size,
            Figure.quantile(fullTimes, MEDIAN) / Figure.quantile(lightTimes, MEDIAN),
            lightTimes.size(),
            "median time to synchronise, full / light, blocks of " + size + " transactions");
  }

  private static void row(RawTable raw, int size, String kind, SyncCost cost) {
    raw.row(size, kind, cost.tookNs() / NS_PER_MS, cost.receivedBytes(), cost.storedBytes());
  }

  private static void figures(ClaimFigures figures, int size, SyncCost light, SyncCost full) {
    String where = ", light / full, blocks of " + size + " transactions";
    figures.value(
        "received_share_" + size,
        (double) light.receivedBytes() / full.receivedBytes(),
        1,
        "bytes received" + where);
    figures.value(
        "stored_share_" + size,
        (double) light.storedBytes() / full.storedBytes(),
        1,
        "bytes stored" + where);
  }
}
