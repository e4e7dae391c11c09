package org.medchain.node.host;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.Genesis;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.node.ledger.BlockGap;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.HeaderChainVerifier;
import org.medchain.node.ledger.LedgerSync;
import org.medchain.node.ledger.LedgerSyncRunner;
import org.medchain.node.ledger.QuorumCertificateVerifier;
import org.medchain.node.ledger.SyncSettings;
import org.medchain.node.storage.BlockStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.transport.RpcClient;

/**
 * Fetches the blocks that a state transfer has passed over, so that every node holds the whole
 * ledger in the end (paper §2.2 (2); ROLE-5).
 */
final class GapBackfill implements HostObserver, AutoCloseable {
  private final Genesis genesis;
  private final BlockStore blocks;
  private final StateIndex index;
  private final QuorumCertificateVerifier check;
  private final Supplier<MembershipHistory> members;
  private final Supplier<RpcClient> asker;
  private final CompletableFuture<Exception> halted = new CompletableFuture<>();
  private final MeterRegistry meters;

  /** Of one gap: it is at work, or has failed and is not repeated. */
  private Optional<LedgerSyncRunner> follower = Optional.empty();

  private boolean closed;

  GapBackfill(
      Genesis genesis,
      BlockStore blocks,
      StateIndex index,
      QuorumCertificateVerifier check,
      Supplier<MembershipHistory> members,
      Supplier<RpcClient> asker,
      MeterRegistry meters) {
    this.genesis = genesis;
    this.blocks = blocks;
    this.index = index;
    this.check = check;
    this.members = members;
    this.asker = asker;
    this.meters = meters;
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    followLowestGap();
  }

  @Override
  public void restored(long height, Hash block) {
    followLowestGap();
  }

  /**
   * One gap after the other, each up to the next block that is there: states that were transferred
   * shortly after one another leave one gap each, and the upper one may come while the lower one is
   * being filled.
   */
  private synchronized void followLowestGap() {
    if (follower.isPresent() || closed) {
      return;
    }
    long whole = blocks.contiguousHeight();
    if (whole == blocks.highestHeight()) {
      return;
    }
    blocks
        .nextAbove(whole)
        .ifPresent(upper -> follow(BlockGap.between(headerAt(whole), headerAt(upper))));
  }

  private Header headerAt(long height) {
    return height == 0
        ? genesis.block().header()
        : blocks.blockAt(height).orElseThrow().block().header();
  }

  private void follow(BlockGap gap) {
    LedgerSync sync =
        new LedgerSync(SyncSettings.DEFAULT, new HeaderChainVerifier(check, members.get()), gap);
    LedgerSyncRunner next =
        new LedgerSyncRunner(
            sync, asker.get(), decision -> filled(gap, decision), this::halt, meters);
    follower = Optional.of(next);
    next.start();
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

  private void filled(BlockGap gap, CertifiedBlock decision) {
    blocks.append(decision);
    index.gapFilled();
    if (decision.height() == gap.last()) {
      synchronized (this) {
        follower = Optional.empty(); // It ends by itself.
      }
      followLowestGap();
    }
  }

  @Override
  public void close() {
    Optional<LedgerSyncRunner> last;
    synchronized (this) {
      closed = true;
      last = follower;
    }
    last.ifPresent(LedgerSyncRunner::close);
  }
}
