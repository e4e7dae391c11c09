package org.medchain.consensus.pbft;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Output;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.VoteSet;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.DecidedBlock;
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

  /** A stable checkpoint and what belongs to it. */
  record StableCheckpointState(
      CheckpointCertificate certificate, DecidedBlock tip, CheckpointContext context) {
    long height() {
      return certificate.checkpoint().height();
    }
  }

  private final PbftState state;
  private final CheckpointContext.ContextMaker contexts;
  private final TreeMap<Long, VoteSet> votes = new TreeMap<>();
  private final TreeMap<Long, OwnCheckpoint> ownCheckpoints = new TreeMap<>();
  private final TreeMap<Long, Envelope> ownUnstable = new TreeMap<>();
  private Optional<StableCheckpointState> lastStable = Optional.empty();
  private long previousStableHeight;

  CheckpointProtocol(PbftState state, CheckpointContext.ContextMaker contexts) {
    this.state = state;
    this.contexts = contexts;
  }

  /** The last stable checkpoint; empty while that is the genesis block. */
  Optional<StableCheckpointState> lastStable() {
    return lastStable;
  }

  /** This replica's signed CHECKPOINTs that are not stable yet, for retransmission. */
  Iterable<Envelope> unstableCheckpoints() {
    return ownUnstable.values();
  }

  /** PBFT-15: at every K-th height, takes a snapshot; a member (PBFT-20) sends CHECKPOINT. */
  void onExecuted(ExecutionResult execution) {
    long height = execution.height();
    if (height % state.parameters.checkpointInterval() != 0) {
      return;
    }
    CheckpointContext context =
        contexts.make(height, state.chain.recentRoots(), state.epochs.after(height), state.clients);
    Checkpoint checkpoint =
        new Checkpoint(height, execution.block(), execution.stateRoot(), context.summary().hash());
    ownCheckpoints.put(height, new OwnCheckpoint(checkpoint, context));
    DurabilityToken token = state.outbox.takeSnapshot(height, context.encoded());
    if (state.isMember() && state.voteMemory != VoteMemory.LOST) {
      state.outbox.signAndBroadcastWhenDurable(checkpoint, token);
    }
  }

  /** This replica's CHECKPOINT is signed. */
  Optional<StableCheckpointState> onOwnCheckpoint(Checkpoint checkpoint, Envelope envelope) {
    if (checkpoint.height() > state.lowWaterMark) {
      ownUnstable.put(checkpoint.height(), envelope);
    }
    return onCheckpoint(state.self, checkpoint, envelope.signature());
  }

  /** PBFT-16: a member's CHECKPOINT; with a quorum of equal ones it is stable. */
  Optional<StableCheckpointState> onCheckpoint(
      PublicKey sender, Checkpoint checkpoint, Signature signature) {
    long height = checkpoint.height();
    boolean due = height % state.parameters.checkpointInterval() == 0;
    if (!due || height <= state.lowWaterMark || height > state.highWaterMark()) {
      return Optional.empty();
    }
    votes
        .computeIfAbsent(height, key -> new VoteSet(state.members()))
        .add(sender, checkpoint.digest(), signature);
    return checkStable(height);
  }

  /** PBFT-34: the next members begin; what former members signed counts no more. */
  void onEpoch() {
    votes.replaceAll((height, all) -> all.by(state.members()));
  }

  /** Whether f + 1 members, hence an honest one, are ahead of this replica. */
  boolean othersAreAhead() {
    int weak = state.quorum().weak();
    // Called at every step; almost always nothing is above.
    Map.Entry<Long, VoteSet> above = votes.higherEntry(state.chain.height());
    while (above != null && above.getValue().voters() < weak) {
      above = votes.higherEntry(above.getKey());
    }
    return above != null;
  }

  /** PBFT-16: stable with Q equal CHECKPOINTs, one of them its own, once it is at the height. */
  Optional<StableCheckpointState> checkStable(long height) {
    VoteSet counted = votes.get(height);
    OwnCheckpoint mine = ownCheckpoints.get(height);
    if (counted == null || mine == null) {
      return Optional.empty();
    }
    int quorum = state.quorum().size();
    Hash digest = mine.checkpoint().digest();
    if (counted.count(digest) >= quorum) {
      return stableFromCertificate(
          new CheckpointCertificate(mine.checkpoint(), counted.signatures(digest, quorum)));
    }
    if (counted.chosenBy(quorum).isPresent()) {
      String reason = "checkpoint: a quorum has another state at height " + height;
      state.outbox.add(new Output.Reject(state.self, reason));
    }
    return Optional.empty();
  }

  /** PBFT-16: of a height above the low water mark that it has executed itself; else empty. */
  Optional<StableCheckpointState> stableFromCertificate(CheckpointCertificate certificate) {
    long height = certificate.checkpoint().height();
    OwnCheckpoint mine = ownCheckpoints.get(height);
    if (height <= state.lowWaterMark
        || mine == null
        || !mine.checkpoint().equals(certificate.checkpoint())) {
      return Optional.empty();
    }
    return Optional.of(
        new StableCheckpointState(
            certificate, state.chain.at(height).orElseThrow(), mine.context()));
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

  /** Height of the stable checkpoint before the last one: its snapshot is still served. */
  long previousStableHeight() {
    return previousStableHeight;
  }
}
