package org.medchain.claims.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.InProcessLedgerClient;
import org.medchain.claims.ledger.InProcessSync;
import org.medchain.claims.records.LightBurdenExperiment.LedgerSynchronisation.SyncCost;
import org.medchain.claims.records.RecordLedger.DatasetRecords;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.PublicKey;
import org.medchain.data.StoredBlock;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.light.LightClient;
import org.medchain.node.light.LightStore;
import org.medchain.node.transport.PeerRole;

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

  /**
   * Synchronises from nothing with a ledger, through the services of one of its nodes in this
   * process.
   */
  record LedgerSynchronisation(RecordLedger ledger) {
    private static final long TIMEOUT_MS = 60_000;

    /** What it took. */
    record SyncCost(long tookNs, long receivedBytes, long storedBytes) {}

    /** A user that keeps headers. */
    SyncCost light(Path file) throws IOException {
      InProcessLedgerClient node = new InProcessLedgerClient(ledger, self(), PeerRole.LIGHT_CLIENT);
      try (LightStore store =
          new LightStore(
              file,
              ledger.genesis(),
              new CertificateVerifier(
                  Pbft.PROTOCOL, ledger.genesis().chain(), RecordLedger.SCHEME))) {
        LightClient user =
            new LightClient(
                store,
                node,
                TIMEOUT_MS,
                peer -> {
                  throw new IllegalStateException("the ledger's node is refused: " + peer.reason());
                });
        long from = System.nanoTime();
        long height = user.sync();
        long tookNs = System.nanoTime() - from;
        requireAll(height);
        return new SyncCost(tookNs, node.receivedBytes(), store.size());
      }
    }

    /**
     * A node that keeps all blocks: it receives and checks them, and neither executes them nor
     * writes them to a disk, so that its time is the least that it can be.
     */
    SyncCost full() {
      InProcessSync sync =
          new InProcessSync(
              ledger, self(), Map.of(ledger.genesis().terms().nodes().getFirst(), reply -> reply));
      long from = System.nanoTime();
      sync.run();
      long tookNs = System.nanoTime() - from;
      requireAll(sync.delivered().size());
      long stored = 0;
      for (CertifiedBlock each : sync.delivered()) {
        stored += new StoredBlock(each.block()).encoded().size();
        stored += each.certificate().encoded().size();
      }
      return new SyncCost(tookNs, sync.receivedBytes(), stored);
    }

    private PublicKey self() {
      return ledger.participants().institution(0).publicKey();
    }

    private void requireAll(long height) {
      if (height != ledger.height()) {
        throw new IllegalStateException(
            "synchronised up to height " + height + " of " + ledger.height());
      }
    }
  }
}
