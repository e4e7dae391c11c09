package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.CheckpointProtocol.StableCheckpointState;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.network.Screening;

/**
 * The uses of stable checkpoints: the low water mark, compaction of log and memory, the next epoch,
 * and the state transfer of a lagging replica (PBFT-15 to PBFT-17, PBFT-20).
 */
final class CheckpointCoordinator {
  /** Entries of views that the log may gather between two checkpoints. */
  private static final int MAX_VIEW_MOVES = 64;

  static final String UNSOUND = "stable-checkpoint: a certificate does not suffice";

  private final PbftState state;
  private final ViewChangeCoordinator viewChanges;
  private final CheckpointProtocol checkpoints;
  private final StateTransfer transfer;
  private final LogCompaction compaction;

  /** How often the view was left or entered since the log was shortened last. */
  private int viewMoves;

  /** The ends of past epochs: without them a new node could not know the members. */
  private final List<EpochProof> proofs = new ArrayList<>();

  CheckpointCoordinator(
      PbftState state, ViewChangeCoordinator viewChanges, CheckpointProtocol checkpoints) {
    this.state = state;
    this.viewChanges = viewChanges;
    this.checkpoints = checkpoints;
    this.transfer = new StateTransfer(state);
    this.compaction = new LogCompaction(state, viewChanges);
  }

  /** Whether this replica needs a state from others to continue. */
  boolean isBlockedOnOthers() {
    return transfer.isActive()
        || checkpoints.othersAreAhead()
        || checkpoints.unstableCheckpoints().iterator().hasNext()
        || state.epochs.ending().isPresent()
        || !state.isMember();
  }

  /** The log's proofs of past epochs. */
  void restoreEpochProofs(List<EpochProof> known) {
    known.forEach(this::addEpochProof);
  }

  /** PBFT-18: after a restart loads the own snapshot, and has the decided blocks above executed. */
  void resumeFromSnapshot() {
    checkpoints.lastStable().ifPresent(transfer::loadOwnSnapshot);
    state.deliverDecided();
  }

  void onExecuted(ExecutionResult execution) {
    long interval = state.parameters.checkpointInterval();
    state.epochs =
        state.epochs.executed(execution.height(), execution.members(), state.window(), interval);
    checkpoints.onExecuted(execution);
    checkpoints.checkStable(execution.height()).ifPresent(this::onStable);
  }

  void onCheckpoint(PublicKey sender, Checkpoint message, Signature signature) {
    checkpoints.onCheckpoint(sender, message, signature).ifPresent(this::onStable);
  }

  void onOwnCheckpoint(Checkpoint message, Envelope envelope) {
    checkpoints.onOwnCheckpoint(message, envelope).ifPresent(this::onStable);
  }

  /** PBFT-16: a checkpoint of states that this replica has itself is stable. */
  private void onStable(StableCheckpointState stable) {
    checkpoints.advanceLowWaterMark(stable);
    enterEpoch(stable);
    compact(stable);
  }

  /** PBFT-20: the next members begin when the last checkpoint of this epoch is stable. */
  private void enterEpoch(StableCheckpointState stable) {
    Epochs next = stable.context().summary().epochs();
    if (next.epochs().size() > state.epochs.epochs().size()) {
      addEpochProof(new EpochProof(stable.certificate(), stable.context().summary().digest()));
      state.epochs = next;
      checkpoints.onEpoch();
      viewChanges.onEpoch();
    }
  }

  private void addEpochProof(EpochProof proof) {
    boolean isNext = proof.digest().current().number() == proofs.size() + 1;
    if (isNext) {
      proofs.add(proof);
    }
  }

  /** The log grows with each view while no checkpoint shortens it: then it is compacted. */
  void onViewChanged() {
    viewMoves++;
    if (viewMoves >= MAX_VIEW_MOVES && !state.restoring) {
      checkpoints.lastStable().ifPresent(this::compact);
    }
  }

  private void compact(StableCheckpointState stable) {
    viewMoves = 0;
    compaction.compactAt(stable, proofs, checkpoints.previousStableHeight());
  }

  /**
   * What a replica at this height lacks, as far as a checkpoint provides it: the state, since the
   * blocks are gone; the certificate of what it has executed; or the next epoch's members.
   */
  Optional<StableCheckpoint> checkpointFor(Status theirs) {
    Optional<StableCheckpointState> stable = checkpoints.lastStable();
    boolean lacksState = theirs.decided() + 1 < state.chain.base();
    boolean lacksCertificate =
        theirs.stable() < state.lowWaterMark && theirs.decided() >= state.lowWaterMark;
    if (stable.isEmpty() || !(lacksState || lacksCertificate || lacksEpoch(theirs))) {
      return Optional.empty();
    }
    int known = (int) Math.min(ViewNumbers.epoch(theirs.view()), proofs.size());
    return Optional.of(
        new StableCheckpoint(
            stable.get().certificate(), stable.get().tip(), proofs.subList(known, proofs.size())));
  }

  /** Whether it has decided all of an epoch that has ended here. */
  private boolean lacksEpoch(Status theirs) {
    long epoch = ViewNumbers.epoch(theirs.view());
    List<Epoch> all = state.epochs.epochs();
    return epoch + 1 < all.size() && theirs.decided() + 1 >= all.get((int) epoch + 1).first();
  }

  /** For a client that may not know today's members: the proofs of all changes. */
  Optional<MembershipProof> membershipProof() {
    return proofs.isEmpty() ? Optional.empty() : Optional.of(new MembershipProof(proofs));
  }

  /** This replica's CHECKPOINTs that a quorum has not confirmed yet. */
  Iterable<Envelope> unstableCheckpoints() {
    return checkpoints.unstableCheckpoints();
  }

  /**
   * PBFT-17: another replica's stable checkpoint: a certificate for a state that is here already,
   * the one block that is missing, or a state to be fetched.
   *
   * @return the next block, if that is the checkpoint's
   */
  Optional<DecidedBlock> onStableCheckpoint(PublicKey sender, StableCheckpoint message) {
    if (!state.admits(sender, screen(message))) {
      return Optional.empty();
    }
    boolean entered = false;
    Epochs known = state.epochs;
    for (EpochProof proof : message.proofs()) {
      Optional<String> unaccepted = proof.unaccepted(known, trust());
      if (unaccepted.isPresent()) {
        String reason = StableCheckpoint.RECOVERED + unaccepted.get();
        state.outbox.add(new Output.Reject(sender, reason));
        return Optional.empty();
      }
      Epochs extended = proof.extend(known, trust());
      if (!extended.equals(known)) {
        known = extended;
        Optional<StableCheckpointState> own =
            checkpoints.stableFromCertificate(proof.certificate());
        own.ifPresent(this::onStable);
        entered |= own.isPresent();
        addEpochProof(proof);
      }
    }
    checkpoints.stableFromCertificate(message.certificate()).ifPresent(this::onStable);
    if (!state.restoring && message.tip().block().height() == state.chain.height() + 1) {
      return Optional.of(message.tip());
    }
    if (!entered) {
      transfer.begin(message.certificate(), message.tip(), sender);
    }
    return Optional.empty();
  }

  /** Each proof names the members who make the next one; those of epochs known here may repeat. */
  Screening screen(StableCheckpoint message) {
    Epochs known = state.epochs;
    long previous = -1;
    for (EpochProof proof : message.proofs()) {
      long ended = proof.digest().current().number() - 1;
      boolean isInOrder = ended >= 0 && (previous < 0 || ended == previous + 1);
      if (proof.unaccepted(known, trust()).isPresent()) {
        return new Screening.Needed(); // what it tells counts if the center signed it
      }
      Epochs extended = proof.extend(known, trust());
      boolean isNew = extended.epochs().size() > known.epochs().size();
      if (!isInOrder || !(isNew || isKnown(proof))) {
        return new Screening.Unsound(UNSOUND);
      }
      previous = ended;
      known = extended;
    }
    if (!message.isSound(known)) {
      return new Screening.Unsound(UNSOUND);
    }
    boolean isNews = known.epochs().size() > state.epochs.epochs().size();
    long height = message.certificate().checkpoint().height();
    return Screening.of(isNews || height > state.lowWaterMark);
  }

  /** Whether the members of an epoch that is over here have ended it as this proof says. */
  private boolean isKnown(EpochProof proof) {
    List<Epoch> known = state.epochs.epochs();
    Epoch told = proof.digest().current();
    return told.number() < known.size()
        && told.equals(known.get((int) told.number()))
        && proof.extendsEpoch(known.get((int) told.number() - 1), trust());
  }

  private RecoveryTrust trust() {
    return state.parameters.chain().recoveries();
  }

  StateTransfer transfer() {
    return transfer;
  }

  /**
   * PBFT-17: the host has loaded a state.
   *
   * @return whether it is that of a stable checkpoint, from which this replica continues
   */
  boolean onRestored(Input.Restored restored) {
    Optional<StableCheckpointState> reached =
        transfer.onRestored(restored.height(), restored.stateRoot());
    reached.ifPresent(this::installState);
    return reached.isPresent();
  }

  private void installState(StableCheckpointState stable) {
    CheckpointContext context = stable.context();
    // Others may ask this node for it too; a state that was transferred is on no disk here.
    state.outbox.takeSnapshot(stable.height(), context.encoded());
    state.chain.restartFromCheckpoint(stable.tip(), context.summary().roots());
    state.clients = context.table(state.parameters.chain().right());
    state.pool.removeIf(state.clients::isExecuted);
    checkpoints.advanceLowWaterMark(stable);
    enterEpoch(stable);
    Epochs told = context.summary().epochs();
    if (told.epochs().size() >= state.epochs.epochs().size()) { // else a recovery follows (PBFT-42)
      state.epochs = told;
    }
    compact(stable);
    state.deliverDecided();
  }
}
