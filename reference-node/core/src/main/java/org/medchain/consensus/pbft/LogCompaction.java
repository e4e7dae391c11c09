package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.StableCheckpoint;

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
  void compactAt(
      CheckpointProtocol.StableCheckpointState stable,
      List<StableCheckpoint.EpochProof> proofs,
      long keepSnapshots) {
    WriteAheadLog.LogRecord.CheckpointBase base =
        new WriteAheadLog.LogRecord.CheckpointBase(
            stable.certificate(),
            stable.tip(),
            stable.context().encoded(),
            proofs,
            recordsAbove(stable.height()));
    DurabilityToken token = state.writeAheadLog.append(base);
    state.outbox.add(new Output.Truncate(token, keepSnapshots));
  }

  private List<WriteAheadLog.LogRecord> recordsAbove(long height) {
    List<WriteAheadLog.LogRecord> entries = new ArrayList<>(viewChanges.viewRecords());
    if (state.voteMemory == VoteMemory.LOST) {
      entries.add(new WriteAheadLog.LogRecord.VotesForgotten());
    }
    for (long each = height + 1; each <= state.chain.height(); each++) {
      entries.add(new WriteAheadLog.LogRecord.BlockDecided(state.chain.at(each).orElseThrow()));
    }
    for (Slot slot : state.slots) {
      if (slot.accepted() && slot.proposal().height() > state.chain.height()) {
        entries.add(voteRecord(slot));
      }
    }
    // Slots do not hold proposals of past views, but a later view may demand them of this replica
    // alone (PBFT-14).
    state.knownBlocks.values().stream()
        .flatMap(blocks -> blocks.values().stream())
        .forEach(block -> entries.add(new WriteAheadLog.LogRecord.BlockContent(block)));
    state
        .certificates
        .values()
        .forEach(each -> entries.add(new WriteAheadLog.LogRecord.BlockPrepared(each)));
    return entries;
  }

  private WriteAheadLog.LogRecord voteRecord(Slot slot) {
    PrePrepare proposal = new PrePrepare(state.view, slot.proposal());
    return state.isPrimary()
        ? new WriteAheadLog.LogRecord.ProposalSent(proposal)
        : new WriteAheadLog.LogRecord.ProposalAccepted(proposal, slot.prePrepare().orElseThrow());
  }
}
