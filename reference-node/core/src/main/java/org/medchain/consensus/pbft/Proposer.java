package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.InFlightRequests;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;

/**
 * The primary's proposals: first the blocks that its new view demands, then batches of waiting
 * requests, at most W heights ahead of the executed ones (PBFT-8).
 *
 * <p>In sealed PBFT, the paper read literally (§3.2.3 chooses PBFT, §3.2.1 and §4 require a header
 * under the target), it has to find a random string before it may propose (PBFT-23, decision 0073).
 * A block that is proposed again keeps its seal, since its hash does not contain the view.
 */
final class Proposer {
  static final Timer BATCH = new Timer("batch", 0);

  private final PbftState state;

  /** The block for whose header a seal is searched. */
  private Optional<Block> unsealed = Optional.empty();

  private boolean batchTimerRunning;
  private boolean batchDue;

  Proposer(PbftState state) {
    this.state = state;
  }

  /** The first request of a batch has waited long enough. */
  void onBatchTimer() {
    batchTimerRunning = false;
    batchDue = true;
    propose();
  }

  /** PBFT-23: the search for a sealed header has ended; meanwhile its height may be decided. */
  void onNonceFound(Header sealed) {
    cancelStaleSearch();
    Optional<Block> asked =
        unsealed.filter(each -> sealed.with(each.header().randomString()).equals(each.header()));
    if (asked.isPresent()) {
      unsealed = Optional.empty();
      cancelBatch();
      state.normalCase.propose(Block.of(sealed, asked.get().transactions()));
    }
  }

  /** Discards a batch in progress: the view has changed. */
  void reset() {
    stopSearch();
    cancelBatch();
  }

  private void stopSearch() {
    if (unsealed.isPresent()) {
      unsealed = Optional.empty();
      state.outbox.add(new Output.StopMining());
    }
  }

  private void cancelBatch() {
    if (batchTimerRunning) {
      state.outbox.add(new Output.StopTimer(BATCH));
    }
    batchTimerRunning = false;
    batchDue = false;
  }

  /** PBFT-2, PBFT-8: the primary proposes as much as view, window and waiting requests allow. */
  void propose() {
    if (!state.mayVote() || !state.isPrimary() || state.restoring || !proposeNewViewChain()) {
      return;
    }
    while (proposeNext()) {}
  }

  /** PBFT-10: proposes again what the view demands; false while a block's content is missing. */
  private boolean proposeNewViewChain() {
    long start = state.newViewChain.start().height();
    proposeUnderStart(start);
    for (PreparedCertificate each : state.newViewChain.reproposed()) {
      long height = each.height();
      if (state.slots.containsKey(height) || !state.inRange(height)) {
        continue;
      }
      Optional<Block> body = state.knownBlock(height, each.block());
      if (body.isEmpty()) {
        return false;
      }
      state.normalCase.propose(body.get());
    }
    // A primary that lags behind its view's start first has to catch up.
    return state.chain.height() >= start;
  }

  /** PBFT-39: the block that the start names is decided, but its own certificates may be lost. */
  private void proposeUnderStart(long start) {
    for (long height = state.chain.height() + 1; height < start; height++) {
      Optional<Block> named = state.startAncestry.at(height);
      if (named.isEmpty() || !state.inRange(height)) {
        return; // parents first
      }
      if (!state.slots.containsKey(height)) {
        state.normalCase.propose(named.get());
      }
    }
  }

  /** PBFT-7, PBFT-8: at most W above what is executed, up to the high water mark and the epoch. */
  private boolean proposeNext() {
    long height = nextHeight();
    Optional<ExecutionRoots> roots = state.chain.rootsFor(height);
    cancelStaleSearch();
    if (unsealed.isPresent()
        || roots.isEmpty()
        || height > Math.min(state.highWaterMark(), state.epochs.last())) {
      return false;
    }
    BatchLimits limits = state.parameters.batch();
    InFlightRequests underway = state.requestsInFlight(height);
    List<Transaction> batch =
        state.pool.select(
            limits,
            each ->
                state.requestAuthenticity.mayOrder(each.sender(), height)
                    && !state.isDuplicate(each, underway));
    // An epoch that has to end is filled with empty blocks: its end is a height, not a time. So is
    // the first block for a newcomer (PBFT-37).
    boolean filling =
        state.epochs.ending().isPresent()
            || (batch.isEmpty() && state.earlyRequests.waitAbove(height));
    if (batch.isEmpty() && !filling) {
      return false;
    }
    if (batch.size() < limits.transactions() && !batchDue && !filling && limits.delayNs() > 0) {
      if (!batchTimerRunning) {
        batchTimerRunning = true;
        state.outbox.add(new Output.StartTimer(BATCH, limits.delayNs()));
      }
      return false;
    }
    return propose(block(height, batch, roots.get()));
  }

  /** Proposes a fresh block, or has it sealed first; true if the next can follow at once. */
  private boolean propose(Block block) {
    if (!state.parameters.chain().difficulty().equals(Difficulty.NONE)) {
      unsealed = Optional.of(block);
      state.outbox.add(new Output.Mine(block.header()));
      return false;
    }
    cancelBatch();
    state.normalCase.propose(block);
    return true;
  }

  /** Stops a search whose block would no longer be the next. */
  private void cancelStaleSearch() {
    Hash parent = state.branchBlock(nextHeight() - 1).orElseThrow().hash();
    if (unsealed.filter(each -> !each.parent().equals(parent)).isPresent()) {
      stopSearch();
    }
  }

  /** PBFT-8: above what is decided, demanded or proposed in this view. */
  private long nextHeight() {
    long proposed = state.slots.isEmpty() ? 0 : state.slots.lastKey();
    return Math.max(state.chain.height(), proposed) + 1;
  }

  private Block block(long height, List<Transaction> batch, ExecutionRoots roots) {
    Header parent = state.branchBlock(height - 1).orElseThrow().header();
    return Block.under(
        merkleRoot ->
            new Header(
                Header.VERSION,
                parent.hash(),
                Math.max(parent.timestampMs(), state.nowNs / 1_000_000),
                merkleRoot,
                batch.size(),
                height,
                roots.state(),
                roots.receipts(),
                state.parameters.chain().difficulty(),
                RandomString.ZERO),
        batch);
  }
}
