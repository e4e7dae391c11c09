package org.medchain.claims.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;
import org.medchain.data.StoredBlock;
import org.medchain.node.ledger.BlockGap;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.CertifiedBlocksResponse;
import org.medchain.node.ledger.EpochProofsResponse;
import org.medchain.node.ledger.LedgerRpcMethods;
import org.medchain.node.ledger.LedgerSync;
import org.medchain.node.ledger.QuorumCertificateVerifier;
import org.medchain.node.ledger.SyncAction;
import org.medchain.node.ledger.SyncSettings;
import org.medchain.node.light.LightClient;
import org.medchain.node.light.LightStore;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;

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
    InProcessLedgerClient node = client(PeerRole.LIGHT_CLIENT);
    try (LightStore store = LightStore.open(file, ledger.genesis(), RecordLedger.SCHEME)) {
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
  SyncCost full() throws RefusedException {
    InProcessLedgerClient node = client(PeerRole.FOLLOWING_NODE);
    LedgerSync sync =
        new LedgerSync(
            SyncSettings.DEFAULT,
            new QuorumCertificateVerifier(ledger.genesis().chain(), RecordLedger.SCHEME),
            ledger.members(),
            List.of(new BlockGap(1, ledger.height(), ledger.genesis().chain(), Optional.empty())));
    PublicKey server = node.peers().getFirst().key();
    List<CertifiedBlock> kept = new ArrayList<>();
    long from = System.nanoTime();
    Deque<SyncAction> due = new ArrayDeque<>(sync.connected(List.of(server), from));
    while (!due.isEmpty()) {
      due.addAll(done(due.remove(), sync, node, kept));
    }
    long tookNs = System.nanoTime() - from;
    requireAll(kept.size());
    long stored = 0;
    for (CertifiedBlock each : kept) {
      stored += new StoredBlock(each.block()).encoded().size();
      stored += each.certificate().encoded().size();
    }
    return new SyncCost(tookNs, node.receivedBytes(), stored);
  }

  private static List<SyncAction> done(
      SyncAction action, LedgerSync sync, InProcessLedgerClient node, List<CertifiedBlock> kept)
      throws RefusedException {
    return switch (action) {
      case SyncAction.RequestEpochProofs ask ->
          sync.epochsReceived(
              ask.peer(),
              reply(node, LedgerRpcMethods.EPOCHS, ask.question(), EpochProofsResponse::decode),
              System.nanoTime());
      case SyncAction.RequestBlocks ask ->
          sync.blocksReceived(
              ask.peer(),
              reply(node, LedgerRpcMethods.BLOCKS, ask.range(), CertifiedBlocksResponse::decode),
              System.nanoTime());
      case SyncAction.DeliverBlock deliver -> {
        kept.add(deliver.decision());
        yield List.of();
      }
      case SyncAction.DropPeer drop -> throw new IllegalStateException(drop.reason());
      case SyncAction.HaltSync halt -> throw new IllegalStateException(halt.reason());
    };
  }

  private static <T> T reply(
      InProcessLedgerClient node, RpcMethod method, Encodable question, Function<Decoder, T> reader)
      throws RefusedException {
    return Decoder.decode(node.ask(method, question.encoded()), reader);
  }

  private InProcessLedgerClient client(PeerRole role) {
    return new InProcessLedgerClient(
        ledger, ledger.participants().institution(0).publicKey(), role);
  }

  private void requireAll(long height) {
    if (height != ledger.height()) {
      throw new IllegalStateException(
          "synchronised up to height " + height + " of " + ledger.height());
    }
  }
}
