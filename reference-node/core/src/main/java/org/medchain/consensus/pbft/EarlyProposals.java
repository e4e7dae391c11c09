package org.medchain.consensus.pbft;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/**
 * PRE-PREPAREs that came before the NEW-VIEW of their view. Bounded: only views that could be next,
 * heights in range, one a view and height.
 */
final class EarlyProposals {
  /**
   * A proposal and who signed it.
   *
   * @param sender the primary of its view
   * @param message the proposal
   * @param signature the sender's
   */
  record Early(PublicKey sender, PrePrepare message, Signature signature) {}

  /** How many views ahead are kept. */
  private static final int VIEWS = 4;

  private final PbftState state;
  private final TreeMap<Long, TreeMap<Long, Early>> byView = new TreeMap<>();

  EarlyProposals(PbftState state) {
    this.state = state;
  }

  /** Keeps the proposal if it may be needed soon. */
  void keep(PublicKey sender, PrePrepare message, Signature signature) {
    byView.headMap(state.view).clear();
    long view = message.view();
    boolean next = view > state.view || (view == state.view && state.changing);
    if (next
        && view <= state.view + VIEWS
        && Views.epoch(view) == state.epochs.current().number()
        && sender.equals(state.primary(view))
        && state.inRange(message.block().height())) {
      byView
          .computeIfAbsent(view, key -> new TreeMap<>())
          .putIfAbsent(message.block().height(), new Early(sender, message, signature));
    }
  }

  /** The proposals kept for the view just entered, in the order of heights; older ones are lost. */
  Collection<Early> take() {
    TreeMap<Long, Early> taken = byView.remove(state.view);
    byView.headMap(state.view).clear();
    return taken == null ? List.of() : taken.values();
  }
}
