package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Output;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.pbft.CheckpointProtocol.StableCheckpointState;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;

/**
 * Shortens the durable log at a stable checkpoint (PBFT-16): writes the checkpoint and everything
 * above it that is still needed as one entry, and lets the host delete all earlier entries.
 */
final class LogCompaction {
  private final PbftState state;
  private final ViewChangeCoordinator viewChanges;

  LogCompaction(PbftState state, ViewChangeCoordinator viewChanges) {
    this.state = state;
    this.viewChanges = viewChanges;
  }

  /**
   * Compacts the log: rewrites it from {@code stable} on.
   *
   * @param proofs of all changes of the members so far
   * @param keepSnapshots the lowest height whose snapshot may still be requested
   */
  void compactAt(StableCheckpointState stable, List<EpochProof> proofs, long keepSnapshots) {
    LogRecord.CheckpointBase base =
        new LogRecord.CheckpointBase(
            stable.certificate(),
            stable.tip(),
            stable.context().encoded(),
            proofs,
            recordsAbove(stable.height()));
    DurabilityToken token = state.outbox.persist(base);
    state.outbox.add(new Output.Truncate(token, keepSnapshots));
  }

  private List<LogRecord> recordsAbove(long height) {
    List<LogRecord> entries = new ArrayList<>(viewChanges.viewRecords());
    if (state.voteMemory == VoteMemory.LOST) {
      entries.add(new LogRecord.VotesForgotten());
    }
    for (long each = height + 1; each <= state.chain.height(); each++) {
      entries.add(new LogRecord.BlockDecided(state.chain.at(each).orElseThrow()));
    }
    for (Slot slot : state.slots) {
      if (slot.accepted && slot.proposal().height() > state.chain.height()) {
        entries.add(voteRecord(slot));
      }
    }
    // Slots do not hold proposals of past views, but a later view may demand them of this replica
    // alone (PBFT-14).
    state.knownBlocks.all().forEach(block -> entries.add(new LogRecord.BlockContent(block)));
    state.certificates.values().forEach(each -> entries.add(new LogRecord.BlockPrepared(each)));
    return entries;
  }

  private LogRecord voteRecord(Slot slot) {
    PrePrepare proposal = new PrePrepare(state.view, slot.proposal());
    return state.isPrimary()
        ? new LogRecord.ProposalSent(proposal)
        : new LogRecord.ProposalAccepted(proposal, slot.prePrepare);
  }
}
