package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Output;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.VoteSet;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;

/**
 * Checkpoints and garbage collection (Castro and Liskov 1999, §4.3; PBFT-15, PBFT-16): every K
 * heights the replicas sign a digest of their state; a digest that a quorum signed is stable, and
 * all below it is discarded.
 */
final class CheckpointProtocol {
  /** A checkpoint that this replica made itself. */
  private record OwnCheckpoint(Checkpoint checkpoint, CheckpointContext context) {}

  /** A stable checkpoint and its parts. */
  record StableCheckpointState(
      CheckpointCertificate certificate, DecidedBlock tip, CheckpointContext context) {
    long height() {
      return certificate.checkpoint().height();
    }
  }

  /** Entries of views that the log may gather between two checkpoints. */
  private static final int MAX_VIEW_MOVES = 64;

  private final PbftState state;
  private final TreeMap<Long, VoteSet> votes = new TreeMap<>();
  private final TreeMap<Long, OwnCheckpoint> ownCheckpoints = new TreeMap<>();

  /** This replica's signed CHECKPOINTs that are not stable yet, for retransmission. */
  final TreeMap<Long, Envelope> ownUnstable = new TreeMap<>();

  /** Empty while that is the genesis block. */
  Optional<StableCheckpointState> lastStable = Optional.empty();

  private long previousStableHeight;

  /** How often the view was left or entered since the log was shortened last. */
  private int viewMoves;

  /** The ends of past epochs: without them a new node could not know the members. */
  private final List<EpochProof> proofs = new ArrayList<>();

  CheckpointProtocol(PbftState state) {
    this.state = state;
  }

  /** PBFT-15: at every K-th height, takes a snapshot; a member (PBFT-20) sends CHECKPOINT. */
  void onExecuted(ExecutionResult execution) {
    long height = execution.height();
    long interval = state.parameters.checkpointInterval();
    execution
        .members()
        .ifPresent(
            next -> state.epochs = state.epochs.executed(height, next, state.window(), interval));
    if (height % interval != 0) {
      return;
    }
    CheckpointContext context =
        state.contexts.make(
            height, state.chain.recentRoots(), state.epochs.after(height), state.clients);
    Checkpoint checkpoint =
        new Checkpoint(height, execution.block(), execution.stateRoot(), context.summary().hash());
    ownCheckpoints.put(height, new OwnCheckpoint(checkpoint, context));
    DurabilityToken token = state.outbox.takeSnapshot(height, context.encoded());
    if (state.isMember() && state.voteMemory != VoteMemory.LOST) {
      state.outbox.signAndBroadcastWhenDurable(checkpoint, token);
    }
    checkStable(height);
  }

  /** This replica's CHECKPOINT is signed. */
  void onOwnCheckpoint(Checkpoint checkpoint, Envelope envelope) {
    if (checkpoint.height() > state.lowWaterMark) {
      ownUnstable.put(checkpoint.height(), envelope);
    }
    onCheckpoint(state.self, checkpoint, envelope.signature());
  }

  /** PBFT-16: a member's CHECKPOINT; with a quorum of equal ones it is stable. */
  void onCheckpoint(PublicKey sender, Checkpoint checkpoint, Signature signature) {
    long height = checkpoint.height();
    boolean due = height % state.parameters.checkpointInterval() == 0;
    if (due && height > state.lowWaterMark && height <= state.highWaterMark()) {
      votes
          .computeIfAbsent(height, key -> new VoteSet(state.members()))
          .add(sender, checkpoint.digest(), signature);
      checkStable(height);
    }
  }

  /** Whether f + 1 members, hence an honest one, are ahead of this replica. */
  boolean othersAreAhead() {
    int weak = state.quorum().weak();
    return votes.tailMap(state.chain.height(), false).values().stream()
        .anyMatch(each -> each.voters() >= weak);
  }

  /** Whether this replica needs a state from others to continue. */
  boolean isBlockedOnOthers() {
    return state.transfer.isActive()
        || othersAreAhead()
        || !ownUnstable.isEmpty()
        || state.epochs.ending().isPresent()
        || !state.isMember();
  }

  /** PBFT-16: stable with Q equal CHECKPOINTs, one of them its own, once it is at the height. */
  private void checkStable(long height) {
    VoteSet counted = votes.get(height);
    OwnCheckpoint mine = ownCheckpoints.get(height);
    if (counted == null || mine == null) {
      return;
    }
    int quorum = state.quorum().size();
    Hash digest = mine.checkpoint().digest();
    if (counted.count(digest) >= quorum) {
      stabilise(new CheckpointCertificate(mine.checkpoint(), counted.signatures(digest, quorum)));
    } else if (counted.chosenBy(quorum).isPresent()) {
      String reason = "checkpoint: a quorum has another state at height " + height;
      state.outbox.add(new Output.Reject(state.self, reason));
    }
  }

  /**
   * PBFT-16: a checkpoint above the low water mark, of a state that this replica has itself, is
   * stable.
   *
   * @return false if it is another one
   */
  boolean stabilise(CheckpointCertificate certificate) {
    long height = certificate.checkpoint().height();
    OwnCheckpoint mine = ownCheckpoints.get(height);
    if (height <= state.lowWaterMark
        || mine == null
        || !mine.checkpoint().equals(certificate.checkpoint())) {
      return false;
    }
    DecidedBlock tip = state.chain.at(height).orElseThrow();
    StableCheckpointState stable = new StableCheckpointState(certificate, tip, mine.context());
    advanceLowWaterMark(stable);
    enterEpoch(stable);
    compact(stable);
    return true;
  }

  /** Moves the low water mark and discards everything below it. */
  void advanceLowWaterMark(StableCheckpointState reached) {
    long height = reached.height();
    previousStableHeight = state.lowWaterMark;
    state.lowWaterMark = height;
    lastStable = Optional.of(reached);
    // Blocks are discarded one checkpoint later, so that a slightly lagging replica needs no
    // snapshot.
    state.chain.discardBelow(previousStableHeight);
    state.discardOld();
    votes.headMap(height, true).clear();
    ownCheckpoints.headMap(height, true).clear();
    ownUnstable.headMap(height, true).clear();
  }

  /** PBFT-20: the next members begin when the last checkpoint of this epoch is stable. */
  void enterEpoch(StableCheckpointState stable) {
    Epochs next = stable.context().summary().epochs();
    if (next.epochs().size() > state.epochs.epochs().size()) {
      addEpochProof(new EpochProof(stable.certificate(), stable.context().summary().digest()));
      state.epochs = next;
      // PBFT-34: votes of former members no longer count.
      votes.replaceAll((height, all) -> all.by(state.members()));
      state.viewChanges.onEpoch();
    }
  }

  void addEpochProof(EpochProof proof) {
    if (proof.digest().current().number() == proofs.size() + 1) {
      proofs.add(proof);
    }
  }

  /** Of the ends of all past epochs. */
  List<EpochProof> epochProofs() {
    return Collections.unmodifiableList(proofs);
  }

  /** The log grows with each view while no checkpoint shortens it: then it is compacted. */
  void onViewChanged() {
    viewMoves++;
    if (viewMoves >= MAX_VIEW_MOVES && !state.restoring) {
      lastStable.ifPresent(this::compact);
    }
  }

  /** The log begins at this checkpoint from now on. */
  void compact(StableCheckpointState stable) {
    viewMoves = 0;
    LogRecord base =
        new LogRecord.CheckpointBase(
            stable.certificate(),
            stable.tip(),
            stable.context().encoded(),
            proofs,
            state.log.recordsAbove(stable.height()));
    // The snapshot of the stable checkpoint before this one is still served.
    state.outbox.add(new Output.Truncate(state.outbox.persist(base), previousStableHeight));
  }
}
