package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.pbft.CheckpointProtocol.StableCheckpointState;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;

/**
 * Rebuilds a replica from its durable log (PBFT-18): its own votes, and the decided blocks. Other
 * replicas' votes are not in the log; the replica fetches them. Shortens the log at a stable
 * checkpoint (PBFT-16): one entry has the checkpoint and everything above it that is still needed,
 * and the host deletes all earlier entries.
 */
final class LogRecovery {
  private final PbftState state;

  LogRecovery(PbftState state) {
    this.state = state;
  }

  /** The other records of a log that begins at a stable checkpoint. */
  List<LogRecord> recordsAbove(long height) {
    List<LogRecord> entries = new ArrayList<>(state.viewChanges.viewRecords());
    if (state.voteMemory == VoteMemory.LOST) {
      entries.add(new LogRecord.VotesForgotten());
    }
    for (long each = height + 1; each <= state.chain.height(); each++) {
      entries.add(new LogRecord.BlockDecided(state.chain.at(each).orElseThrow()));
    }
    for (Slot slot : state.slots.values()) {
      if (slot.prePrepared && slot.proposal.height() > state.chain.height()) {
        entries.add(voteRecord(slot));
      }
    }
    // Slots do not hold proposals of past views, but a later view may demand them only from this
    // replica (PBFT-14).
    state.knownBlocks.all().forEach(block -> entries.add(new LogRecord.BlockContent(block)));
    state.prepared.values().forEach(each -> entries.add(new LogRecord.BlockPrepared(each)));
    return entries;
  }

  private LogRecord voteRecord(Slot slot) {
    PrePrepare proposal = new PrePrepare(state.view, slot.proposal);
    return state.isPrimary()
        ? new LogRecord.ProposalSent(proposal)
        : new LogRecord.ProposalAccepted(proposal, slot.prePrepare);
  }

  /**
   * PBFT-18: reads the log, so that it contradicts no vote that it sent.
   *
   * @throws IllegalArgumentException if it is damaged: a replica that continues without its own
   *     votes may contradict them
   */
  void replay(List<Bytes> log) {
    for (int i = 0; i < log.size(); i++) {
      try {
        replay(WriteAheadLog.decodeRecord(log.get(i)));
      } catch (MalformedInput e) {
        throw new IllegalArgumentException("log entry " + i + " is damaged: " + e.getMessage(), e);
      }
    }
    state.discardOld();
  }

  private void replay(LogRecord entry) {
    switch (entry) {
      case LogRecord.ProposalSent proposed -> slot(proposed.proposal());
      case LogRecord.ProposalAccepted accepted ->
          slot(accepted.proposal()).prePrepare = accepted.primary();
      case LogRecord.BlockPrepared prepared -> prepared(prepared.certificate());
      case LogRecord.ViewLeft left -> state.viewChanges.recoverViewLeft(left.change());
      case LogRecord.NewViewSent opened -> state.viewChanges.recoverNewViewSent(opened.newView());
      case LogRecord.ViewEntered entered -> state.viewChanges.recoverViewEntered(entered.newView());
      case LogRecord.BlockDecided decided -> decided(decided.block());
      case LogRecord.BlockCertified certified -> certified(certified.certificate());
      case LogRecord.BlockContent content -> state.knownBlocks.addVoted(content.block());
      case LogRecord.VotesForgotten forgotten -> state.voteMemory = VoteMemory.LOST;
      case LogRecord.EpochRecovered recovered -> recovered(recovered);
      case LogRecord.CheckpointBase base -> base(base);
    }
  }

  /** The proposal that this replica voted for; in a past view it is only recorded. */
  private Slot slot(PrePrepare proposal) {
    Block block = proposal.block();
    state.knownBlocks.addVoted(block);
    Slot slot = new Slot(block);
    slot.prePrepared = true;
    if (proposal.view() == state.view && !state.viewChanging) {
      state.slots.put(block.height(), slot);
    }
    return slot;
  }

  private void prepared(PreparedCertificate certificate) {
    state.reads.onCommitSent(certificate.height());
    if (certificate.height() > state.chain.height()) {
      state.prepared.put(certificate.height(), certificate);
    }
    Slot slot = state.slots.get(certificate.height());
    if (slot != null
        && certificate.view() == state.view
        && slot.hash().equals(certificate.block())) {
      slot.prepared = true;
    }
  }

  private void decided(DecidedBlock decided) {
    if (decided.block().height() == state.chain.height() + 1) {
      state.chain.append(decided);
      state.discardOld();
    }
  }

  private void certified(QuorumCertificate certificate) {
    long height = certificate.height();
    if (height == state.chain.height() + 1) {
      Block block =
          state
              .knownBlock(height, certificate.block())
              .orElseThrow(
                  () -> new MalformedInput("no entry before has the block decided at " + height));
      decided(new DecidedBlock(block, certificate));
    }
  }

  /** PBFT-42: the center's epoch begins as a new view does, with what the reports demand. */
  private void recovered(LogRecord.EpochRecovered recovered) {
    state.epochs = recovered.proof().extend(state.epochs, state.parameters.chain().recoveries());
    state.checkpoints.addEpochProof(recovered.proof());
    state.viewChanges.recoverEpoch();
    state.voteMemory = VoteMemory.INTACT; // the forgotten votes belong to epochs that are over
    state.newViewChain = NewViewChain.of(recovered.reports());
  }

  private void base(LogRecord.CheckpointBase base) {
    CheckpointContext context = Decoder.decode(base.context(), CheckpointContext::decode);
    StableCheckpointState stable =
        new StableCheckpointState(base.certificate(), base.tip(), context);
    state.chain.restartFromCheckpoint(base.tip(), context.summary().roots());
    state.checkpoints.advanceLowWaterMark(stable);
    state.clients = context.table(state.parameters.chain().right());
    state.epochs = context.summary().epochs();
    state.viewChanges.recoverEpoch();
    base.proofs().forEach(state.checkpoints::addEpochProof);
    base.records().forEach(this::replay);
  }
}
