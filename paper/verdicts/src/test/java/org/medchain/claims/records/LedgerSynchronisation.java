package org.medchain.claims.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.medchain.claims.ledger.InProcessLedgerClient;
import org.medchain.claims.ledger.InProcessSync;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.PublicKey;
import org.medchain.data.StoredBlock;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.light.LightClient;
import org.medchain.node.light.LightStore;
import org.medchain.node.transport.PeerRole;

/**
 * Synchronises from nothing with a ledger, through the services of one of its nodes in this
 * process.
 *
 * @param ledger all of it
 */
record LedgerSynchronisation(RecordLedger ledger) {
  private static final long TIMEOUT_MS = 60_000;

  /**
   * What it took.
   *
   * @param tookNs time, in ns
   * @param receivedBytes of all replies
   * @param storedBytes that are kept afterwards
   */
  record SyncCost(long tookNs, long receivedBytes, long storedBytes) {}

  /**
   * A user that keeps headers.
   *
   * @param file where it stores them; it must not exist
   */
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
   * A node that keeps all blocks: it receives and checks them, and neither executes them nor writes
   * them to a disk, so that its time is the least that it can be.
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
