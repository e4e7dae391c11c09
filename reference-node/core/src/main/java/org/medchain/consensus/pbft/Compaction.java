package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.Output;
import org.medchain.consensus.Token;

/**
 * Shortens the durable log at a stable checkpoint (PBFT-16): writes the checkpoint and everything
 * above it that still matters as one entry, and lets the host drop what stands before.
 */
final class Compaction {
  private final PbftState state;
  private final ViewChanges viewChanges;

  Compaction(PbftState state, ViewChanges viewChanges) {
    this.state = state;
    this.viewChanges = viewChanges;
  }

  /**
   * Writes the log anew from {@code stable} on.
   *
   * @param proofs of all changes of the members so far
   * @param keepSnapshots the lowest height whose snapshot may still be asked for
   */
  void at(Checkpoints.Stable stable, List<StableCheckpoint.EpochProof> proofs, long keepSnapshots) {
    Journal.Entry.Base base =
        new Journal.Entry.Base(
            stable.certificate(),
            stable.tip(),
            stable.context().encoded(),
            proofs,
            live(stable.height()));
    Token token = state.journal.write(base);
    state.outbox.add(new Output.Truncate(token, keepSnapshots));
  }

  private List<Journal.Entry> live(long height) {
    List<Journal.Entry> entries = new ArrayList<>(viewChanges.entries());
    for (long each = height + 1; each <= state.chain.height(); each++) {
      entries.add(new Journal.Entry.Decided(state.chain.at(each).orElseThrow()));
    }
    for (Slot slot : state.slots.tailMap(state.chain.height(), false).values()) {
      if (slot.accepted()) {
        entries.add(vote(slot));
      }
    }
    // No slot has what was proposed in views that were left, and a later view may demand it of this
    // replica alone (PBFT-14).
    state.bodies.values().stream()
        .flatMap(blocks -> blocks.values().stream())
        .forEach(block -> entries.add(new Journal.Entry.Content(block)));
    state.certificates.values().forEach(each -> entries.add(new Journal.Entry.Prepared(each)));
    return entries;
  }

  private Journal.Entry vote(Slot slot) {
    PrePrepare proposal = new PrePrepare(state.view, slot.proposal());
    return state.isPrimary()
        ? new Journal.Entry.Proposed(proposal)
        : new Journal.Entry.Accepted(proposal, slot.prePrepare().orElseThrow());
  }
}
