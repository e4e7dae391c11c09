package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;

/**
 * What rests on stable checkpoints: the low water mark, shortening log and memory, the next epoch,
 * and the jump of a replica that was left behind (PBFT-15 to PBFT-17, PBFT-20).
 */
final class Stability {
  /** Entries of views that the log may gather between two checkpoints. */
  private static final int MOST_VIEW_MOVES = 64;

  private final PbftState state;
  private final ViewChanges viewChanges;
  private final Checkpoints checkpoints;
  private final StateTransfer transfer;
  private final Compaction compaction;

  /** How often the view was left or entered since the log was shortened last. */
  private int viewMoves;

  /** The ends of past epochs: without them nobody new could know who the members are. */
  private final List<StableCheckpoint.EpochProof> proofs = new ArrayList<>();

  Stability(PbftState state, ViewChanges viewChanges, Checkpoints checkpoints) {
    this.state = state;
    this.viewChanges = viewChanges;
    this.checkpoints = checkpoints;
    this.transfer = new StateTransfer(state);
    this.compaction = new Compaction(state, viewChanges);
  }

  /** Whether others have to help before this replica can go on. */
  boolean isWaiting() {
    return transfer.underWay()
        || checkpoints.othersAreAhead()
        || checkpoints.unstable().iterator().hasNext()
        || state.epochs.ending().isPresent()
        || !state.isMember();
  }

  /** What the log says of past epochs. */
  void recover(List<StableCheckpoint.EpochProof> known) {
    known.forEach(this::prove);
  }

  /** After a restart: loads the own snapshot, and has what was decided above it executed. */
  void resume() {
    checkpoints.stable().ifPresent(transfer::loadOwn);
    state.handOver();
  }

  void onExecuted(Execution execution) {
    long interval = state.parameters.checkpointInterval();
    state.epochs =
        state.epochs.executed(execution.height(), execution.members(), state.window(), interval);
    checkpoints.onExecuted(execution);
    checkpoints.check(execution.height()).ifPresent(this::reach);
  }

  void onCheckpoint(PublicKey sender, Checkpoint message, Signature signature) {
    checkpoints.onCheckpoint(sender, message, signature).ifPresent(this::reach);
  }

  void onOwnCheckpoint(Checkpoint message, Envelope envelope) {
    checkpoints.onOwnCheckpoint(message, envelope).ifPresent(this::reach);
  }

  /** PBFT-16: a checkpoint of states that this replica has itself is stable. */
  private void reach(Checkpoints.Stable stable) {
    checkpoints.collect(stable);
    enterEpoch(stable);
    compact(stable);
  }

  private void enterEpoch(Checkpoints.Stable stable) {
    Epochs next = stable.context().summary().epochs();
    if (next.all().size() > state.epochs.all().size()) {
      prove(new StableCheckpoint.EpochProof(stable.certificate(), stable.context().summary()));
      state.epochs = next;
      viewChanges.onEpoch();
    }
  }

  private void prove(StableCheckpoint.EpochProof proof) {
    boolean isNext = proof.summary().epochs().all().size() == proofs.size() + 2;
    if (isNext) {
      proofs.add(proof);
    }
  }

  /** The log grows with the views where no checkpoint shortens it: then it is written anew. */
  void onViewMoved() {
    viewMoves++;
    if (viewMoves >= MOST_VIEW_MOVES && !state.restoring) {
      checkpoints.stable().ifPresent(this::compact);
    }
  }

  private void compact(Checkpoints.Stable stable) {
    viewMoves = 0;
    compaction.at(stable, proofs, checkpoints.previous());
  }

  /**
   * What a replica that has come so far lacks, as far as a checkpoint can give it: the state, since
   * the blocks are gone; the certificate of what it has executed; or the next epoch's members.
   */
  Optional<StableCheckpoint> offer(Status theirs) {
    Optional<Checkpoints.Stable> stable = checkpoints.stable();
    boolean lacksState = theirs.decided() + 1 < state.chain.base();
    boolean lacksCertificate = theirs.stable() < state.low && theirs.decided() >= state.low;
    if (stable.isEmpty() || !(lacksState || lacksCertificate || lacksEpoch(theirs))) {
      return Optional.empty();
    }
    int known = (int) Math.min(Views.epoch(theirs.view()), proofs.size());
    return Optional.of(
        new StableCheckpoint(
            stable.get().certificate(), stable.get().tip(), proofs.subList(known, proofs.size())));
  }

  /** Whether it has decided all of an epoch that has ended here. */
  private boolean lacksEpoch(Status theirs) {
    long epoch = Views.epoch(theirs.view());
    List<Epoch> all = state.epochs.all();
    return epoch + 1 < all.size() && theirs.decided() + 1 >= all.get((int) epoch + 1).first();
  }

  /** For a client that may not know today's members: how they came about. */
  Optional<StableCheckpoint> introduction() {
    return proofs.isEmpty()
        ? Optional.empty()
        : checkpoints
            .stable()
            .map(last -> new StableCheckpoint(last.certificate(), last.tip(), proofs));
  }

  /** This replica's CHECKPOINTs that a quorum has not confirmed yet. */
  Iterable<Envelope> unstable() {
    return checkpoints.unstable();
  }

  /**
   * Another replica's stable checkpoint: a certificate for a state that is here already, the one
   * block that is missing, or a state to be fetched.
   *
   * @return the next block, if that is the checkpoint's
   */
  Optional<DecidedBlock> onStableCheckpoint(PublicKey sender, StableCheckpoint message) {
    boolean entered = false;
    Epochs known = state.epochs;
    for (StableCheckpoint.EpochProof proof : message.proofs()) {
      Epochs extended = proof.extend(known);
      if (!extended.equals(known)) {
        known = extended;
        Optional<Checkpoints.Stable> own = checkpoints.certified(proof.certificate());
        own.ifPresent(this::reach);
        entered |= own.isPresent();
        prove(proof);
      }
    }
    if (!isSound(message, known)) {
      String reason = "stable-checkpoint: a certificate does not suffice";
      state.outbox.add(new Output.Reject(sender, reason));
      return Optional.empty();
    }
    checkpoints.certified(message.certificate()).ifPresent(this::reach);
    if (!state.restoring && message.tip().block().height() == state.chain.height() + 1) {
      return Optional.of(message.tip());
    }
    if (!entered) {
      transfer.begin(message.certificate(), message.tip(), sender);
    }
    return Optional.empty();
  }

  private static boolean isSound(StableCheckpoint message, Epochs known) {
    Checkpoint checkpoint = message.certificate().checkpoint();
    DecidedBlock tip = message.tip();
    return checkpoint.height() > 0
        && message.certificate().suffices(known.at(checkpoint.height()).members())
        && tip.block().hash().equals(checkpoint.block())
        && tip.block().hash().equals(tip.certificate().block())
        && tip.block().height() == checkpoint.height()
        && tip.certificate().height() == checkpoint.height()
        && known.proves(tip.certificate());
  }

  StateTransfer transfer() {
    return transfer;
  }

  /**
   * PBFT-17: the host has loaded a state.
   *
   * @return whether it is that of a stable checkpoint, from which this replica goes on
   */
  boolean onRestored(Input.Restored restored) {
    Optional<Checkpoints.Stable> reached =
        transfer.onRestored(restored.height(), restored.stateRoot());
    reached.ifPresent(this::adopt);
    return reached.isPresent();
  }

  private void adopt(Checkpoints.Stable stable) {
    Context context = stable.context();
    state.chain.restart(stable.tip(), context.summary().roots());
    state.clients = context.table();
    state.pool.removeIf(state.clients::isExecuted);
    checkpoints.collect(stable);
    enterEpoch(stable);
    state.epochs = context.summary().epochs();
    compact(stable);
    state.handOver();
  }
}
