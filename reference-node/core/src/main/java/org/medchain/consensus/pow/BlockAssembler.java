package org.medchain.consensus.pow;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;

/**
 * Keeps the host searching on the head (paper §3.1: the random string is changed until the hash is
 * under the target). It always searches, with an empty block if nothing waits, because
 * confirmations need blocks (POW-15).
 */
final class BlockAssembler {
  static final Timer TEMPLATE = new Timer("template", 0);

  /** The block that is searched for: the header lacks only the right random string. */
  private record BlockTemplate(Header header, List<Transaction> transactions) {}

  private final PowState state;
  private final BatchLimits limits;
  private final RandomString startNonce;

  /** The template that the host searches for now; empty while the search pauses. */
  private Optional<BlockTemplate> template = Optional.empty();

  /** Whether the timer runs: some requests are not in the template. */
  private boolean timerRunning;

  BlockAssembler(PowState state) {
    this.state = state;
    this.limits = state.parameters.batch();
    // Depends on the node, so that two with the same transactions at the same time do not search
    // the same space.
    this.startNonce = new RandomString(Hash.of(state.self.value()).w0(), 0);
  }

  /**
   * POW-15: starts, stops or changes the search for the current head (POW-18). It pauses while the
   * head is not committed, or the roots that the next header must carry are not known yet.
   */
  void update() {
    BlockNode tip = state.chain.tip();
    Optional<BlockValidity.RequiredRoots> roots =
        state.isAtHead() ? state.rules.rootsAfter(tip) : Optional.empty();
    if (roots.isEmpty()) {
      pause();
    } else if (!isMiningOn(tip)) {
      search(tip, roots.get());
    }
  }

  private boolean isMiningOn(BlockNode tip) {
    return template.map(each -> each.header().previous().equals(tip.hash())).orElse(false);
  }

  private void pause() {
    if (template.isPresent()) {
      template = Optional.empty();
      stopWaiting();
      state.outbox.add(new Output.StopMining());
    }
  }

  /** Requests the next block of the host; this replaces the previous search. */
  private void search(BlockNode tip, BlockValidity.RequiredRoots roots) {
    stopWaiting();
    List<Transaction> batch = batchFor(tip);
    Header parent = tip.block.header();
    Header header =
        new Header(
            Header.VERSION,
            tip.hash(),
            Math.max(parent.timestampMs(), state.nowNs / 1_000_000),
            MerkleTree.rootOf(batch),
            batch.size(),
            tip.height() + 1,
            roots.state(),
            roots.receipts(),
            state.rules.difficultyAfter(tip),
            startNonce);
    template = Optional.of(new BlockTemplate(header, batch));
    state.outbox.add(new Output.Mine(header));
  }

  /** CONS-14: requests of senders that are registered where the roots come from, or below. */
  private List<Transaction> batchFor(BlockNode tip) {
    return state.pool.select(
        limits,
        request -> state.chain.isRegistered(request.sender(), state.rules.executedAncestor(tip)));
  }

  /**
   * A new request waits (POW-16): the template takes it in, but not more often than the limits
   * allow.
   */
  void onRequest() {
    boolean hasRoom =
        template.map(each -> each.transactions().size() < limits.transactions()).orElse(false);
    if (hasRoom && !timerRunning) {
      timerRunning = true;
      state.outbox.add(new Output.StartTimer(TEMPLATE, limits.delayNs()));
    }
  }

  private void stopWaiting() {
    if (timerRunning) {
      timerRunning = false;
      state.outbox.add(new Output.StopTimer(TEMPLATE));
    }
  }

  /** The timer ran out. On one head the pool only grows, so a batch of equal size is the same. */
  void refresh() {
    timerRunning = false;
    BlockNode tip = state.chain.tip();
    int size = batchFor(tip).size();
    if (isMiningOn(tip) && size > template.orElseThrow().transactions().size()) {
      search(tip, state.rules.rootsAfter(tip).orElseThrow());
    }
  }

  /** The block that a search found; empty if it is not of the last search. */
  Optional<Block> complete(Header sealed) {
    return template
        .filter(asked -> sealed.with(asked.header().randomString()).equals(asked.header()))
        .filter(asked -> sealed.difficulty().isMetBy(sealed.hash()))
        .map(asked -> Block.of(sealed, asked.transactions()));
  }
}
