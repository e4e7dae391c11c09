package org.medchain.node.host;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.medchain.contract.Genesis;
import org.medchain.data.Header;
import org.medchain.node.ledger.BlockGap;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.HeaderChainVerifier;
import org.medchain.node.ledger.LedgerSync;
import org.medchain.node.ledger.LedgerSyncRunner;
import org.medchain.node.ledger.SyncSettings;
import org.medchain.node.storage.BlockStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.transport.RpcClient;

/**
 * Fetches the blocks that a state transfer has passed over, so that every node holds the whole
 * ledger in the end (paper §2.2 (2); ROLE-5).
 */
final class GapBackfill implements AutoCloseable {
  private final Genesis genesis;
  private final BlockStore blocks;
  private final StateIndex index;
  private final Supplier<HeaderChainVerifier> chain;
  private final CompletableFuture<Exception> halted = new CompletableFuture<>();
  private final LedgerSyncRunner follower;

  GapBackfill(
      Genesis genesis,
      BlockStore blocks,
      StateIndex index,
      Supplier<HeaderChainVerifier> chain,
      RpcClient asker,
      MeterRegistry meters) {
    this.genesis = genesis;
    this.blocks = blocks;
    this.index = index;
    this.chain = chain;
    this.follower = new LedgerSyncRunner(this::lowestGap, asker, this::filled, this::halt, meters);
  }

  void start() {
    follower.start();
  }

  /**
   * One gap after the other, each up to the next block that is there: states that were transferred
   * shortly after one another leave one gap each, and the upper one may come while the lower one is
   * being filled.
   */
  private Optional<LedgerSync> lowestGap() {
    long whole = blocks.contiguousHeight();
    OptionalLong upper = blocks.nextAbove(whole);
    if (halted.isDone() || upper.isEmpty() || upper.getAsLong() == whole + 1) {
      return Optional.empty();
    }
    return Optional.of(
        new LedgerSync(
            SyncSettings.DEFAULT,
            chain.get(),
            BlockGap.between(headerAt(whole), headerAt(upper.getAsLong()))));
  }

  private Header headerAt(long height) {
    return height == 0
        ? genesis.block().header()
        : blocks.blockAt(height).orElseThrow().block().header();
  }

  /** PBFT-31, after a state transfer: the blocks between do not lead from here to there. */
  private void halt(String reason) {
    halted.complete(
        new IllegalStateException(
            "the members' ledger does not continue the one in this store: " + reason));
  }

  /** Completes with the reason when the members' ledger does not continue the one here. */
  CompletableFuture<Exception> halted() {
    return halted.copy();
  }

  private void filled(CertifiedBlock decision) {
    blocks.append(decision);
    index.gapFilled();
  }

  @Override
  public void close() {
    follower.close();
  }
}
