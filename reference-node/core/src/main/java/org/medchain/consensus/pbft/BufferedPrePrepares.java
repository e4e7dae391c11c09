package org.medchain.consensus.pbft;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/**
 * PRE-PREPAREs that arrive before the NEW-VIEW of their view. Bounded: only views that could be
 * next, heights in range, one for each view and height, and the bytes of a view (PBFT-24).
 */
final class BufferedPrePrepares {
  /**
   * A proposal and its signer.
   *
   * @param sender the primary of its view
   * @param message the proposal
   * @param signature the sender's
   */
  record BufferedPrePrepare(PublicKey sender, PrePrepare message, Signature signature) {}

  /** How many views ahead are kept. */
  private static final int MAX_VIEWS_AHEAD = 4;

  private final PbftState state;
  private final TreeMap<Long, TreeMap<Long, BufferedPrePrepare>> byView = new TreeMap<>();

  BufferedPrePrepares(PbftState state) {
    this.state = state;
  }

  /** Keeps the proposal if it may be needed soon. */
  void buffer(PublicKey sender, PrePrepare message, Signature signature) {
    byView.headMap(state.view).clear();
    long view = message.view();
    boolean next = view > state.view || (view == state.view && state.viewChanging);
    if (next
        && view <= state.view + MAX_VIEWS_AHEAD
        && ViewNumbers.epoch(view) == state.epochs.current().number()
        && sender.equals(state.primary(view))
        && state.inRange(message.block().height())
        && state.parameters.batch().allow(message.block().transactions())) {
      keep(new BufferedPrePrepare(sender, message, signature));
    }
  }

  private void keep(BufferedPrePrepare each) {
    Block block = each.message().block();
    TreeMap<Long, BufferedPrePrepare> kept =
        byView.computeIfAbsent(each.message().view(), key -> new TreeMap<>());
    if (!kept.containsKey(block.height())
        && state.knownBlocks.makeRoom(kept, block, one -> one.message().block().expectedSize())) {
      kept.put(block.height(), each);
    }
  }

  /** Whether one is kept for this view and height: the first one counts. */
  boolean isKept(long view, long height) {
    return byView.getOrDefault(view, new TreeMap<>()).containsKey(height);
  }

  /** The proposals kept for the view just entered, in the order of heights; older ones are lost. */
  Collection<BufferedPrePrepare> takeForCurrentView() {
    TreeMap<Long, BufferedPrePrepare> taken = byView.remove(state.view);
    byView.headMap(state.view).clear();
    return taken == null ? List.of() : taken.values();
  }
}
