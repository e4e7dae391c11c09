package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.Output;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.SnapshotPart;
import org.medchain.consensus.pbft.CheckpointProtocol.StableCheckpointState;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Screening;

/**
 * Fetches the state of a stable checkpoint when the blocks up to it are discarded (Castro and
 * Liskov 2002, §6.2; PBFT-17). No holder is trusted: context and state must be those that a quorum
 * signed, which is found out before either replaces anything (PBFT-35); otherwise the next holder
 * is queried.
 */
final class StateTransfer {
  static final String UNSOUND = "stable-checkpoint: a certificate does not suffice";

  private final PbftState state;
  private Optional<SnapshotDownload> target = Optional.empty();

  StateTransfer(PbftState state) {
    this.state = state;
  }

  /**
   * What a replica at this height lacks, as far as a checkpoint provides it: the state, since the
   * blocks are gone; the certificate of what it has executed; or the next epoch's members.
   */
  Optional<StableCheckpoint> checkpointFor(Status theirs) {
    Optional<StableCheckpointState> stable = state.checkpoints.lastStable();
    boolean lacksState = theirs.decided() + 1 < state.chain.base();
    boolean lacksCertificate =
        theirs.stable() < state.lowWaterMark && theirs.decided() >= state.lowWaterMark;
    if (stable.isEmpty() || !(lacksState || lacksCertificate || lacksEpoch(theirs))) {
      return Optional.empty();
    }
    List<EpochProof> proofs = state.checkpoints.epochProofs();
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

  /**
   * PBFT-17: another replica's stable checkpoint: a certificate for a state that is here already,
   * the one block that is missing, or a state to be fetched.
   *
   * @return the next block, if that is the checkpoint's
   */
  Optional<DecidedBlock> onStableCheckpoint(PublicKey sender, StableCheckpoint message) {
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
        entered |= state.checkpoints.stabilise(proof.certificate());
        state.checkpoints.addEpochProof(proof);
      }
    }
    state.checkpoints.stabilise(message.certificate());
    if (!state.restoring && message.tip().block().height() == state.chain.height() + 1) {
      return Optional.of(message.tip());
    }
    if (!entered) {
      begin(message.certificate(), message.tip(), sender);
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

  /** Whether a checkpoint is being fetched or loaded. */
  boolean isActive() {
    return target.isPresent();
  }

  /**
   * PBFT-17: begins to fetch a proved checkpoint above all that it has decided (PBFT-13), unless
   * one as high is being fetched already.
   *
   * @param from who offers it
   */
  void begin(CheckpointCertificate certificate, DecidedBlock tip, PublicKey from) {
    long height = certificate.checkpoint().height();
    boolean isNews = target.isEmpty() || height > target.get().height();
    boolean isBehind = state.restoring || height > state.chain.height();
    if (!isNews || !isBehind || height <= state.lowWaterMark) {
      return;
    }
    SnapshotDownload wanted = new SnapshotDownload(certificate, tip, state.self);
    wanted.beginWith(from);
    target = Optional.of(wanted);
    requestNextPart();
  }

  /** PBFT-18: after a restart loads the own snapshot, and has the decided blocks above executed. */
  void resumeFromSnapshot() {
    state.checkpoints.lastStable().ifPresent(this::loadOwnSnapshot);
    state.deliverDecided();
  }

  private void loadOwnSnapshot(StableCheckpointState stable) {
    SnapshotDownload own = new SnapshotDownload(stable.certificate(), stable.tip(), state.self);
    own.context = Optional.of(stable.context());
    own.isOwn = true;
    target = Optional.of(own);
    load(own, Optional.empty());
  }

  private void requestNextPart() {
    SnapshotDownload wanted = target.orElseThrow();
    FetchSnapshot message = new FetchSnapshot(wanted.height(), wanted.nextPart());
    state.outbox.send(wanted.holder(), message);
  }

  /** Without progress since the last expiry, another holder may be better. */
  void onTimer() {
    if (target.isEmpty() || isLoading() || cancelIfCaughtUp()) {
      return;
    }
    SnapshotDownload wanted = target.get();
    if (!wanted.isFastEnough()) {
      wanted.switchHolder();
    }
    requestNextPart();
  }

  /** Drops the target if the blocks up to it have arrived, so that the state does not go back. */
  private boolean cancelIfCaughtUp() {
    boolean came = !state.restoring && state.chain.height() >= target.orElseThrow().height();
    if (came) {
      target = Optional.empty();
    }
    return came;
  }

  private boolean isLoading() {
    return target.map(wanted -> wanted.context.isPresent()).orElse(false);
  }

  /**
   * The next part, or one that nobody is to send now: that is ignored, since an earlier request may
   * have been answered late.
   *
   * @return whether the transfer has come further by it
   */
  boolean onPart(PublicKey sender, SnapshotPart part) {
    boolean expected =
        target.isPresent()
            && !isLoading()
            && sender.equals(target.get().holder())
            && part.height() == target.get().height()
            && target.get().expects(part);
    if (!expected || cancelIfCaughtUp()) {
      return false;
    }
    SnapshotDownload wanted = target.get();
    Optional<String> fault = wanted.add(part);
    if (fault.isPresent()) {
      reject(fault.get());
    } else if (wanted.isComplete()) {
      assemble(wanted);
    } else {
      requestNextPart();
    }
    return fault.isEmpty();
  }

  private void assemble(SnapshotDownload wanted) {
    Bytes whole = wanted.takeWhole();
    try {
      Snapshot snapshot = Decoder.decode(whole, Snapshot::decode);
      CheckpointContext context = Decoder.decode(snapshot.context(), CheckpointContext::decode);
      if (context.summary().hash().equals(wanted.certificate.checkpoint().context())) {
        wanted.context = Optional.of(context);
        load(wanted, Optional.of(snapshot.state().bytes()));
        return;
      }
      reject("another context than the checkpoint's");
    } catch (MalformedInput e) {
      reject(e.getMessage());
    }
  }

  private void load(SnapshotDownload wanted, Optional<Bytes> content) {
    state.restoring = true;
    state.outbox.add(
        new Output.Restore(
            wanted.tip.block(),
            wanted.tip.certificate(),
            wanted.certificate.checkpoint().stateRoot(),
            content));
  }

  private void reject(String reason) {
    SnapshotDownload wanted = target.orElseThrow();
    state.outbox.add(new Output.Reject(wanted.holder(), "snapshot-part: " + reason));
    wanted.switchHolder();
    wanted.context = Optional.empty();
    wanted.isOwn = false;
    requestNextPart();
  }

  /**
   * The host has compared a state with the certificate, and loaded it if it is that one (PBFT-35).
   * One that others sent is kept here before the log begins at it (PBFT-43): without it a restart
   * would have the log's checkpoint and no state.
   *
   * @return whether this replica continues from it
   */
  boolean onRestored(long height, Optional<Hash> stateRoot) {
    if (!isLoading() || target.get().height() != height) {
      return false;
    }
    SnapshotDownload wanted = target.get();
    if (!stateRoot.equals(Optional.of(wanted.certificate.checkpoint().stateRoot()))) {
      reject("another state than the checkpoint's");
      return false;
    }
    target = Optional.empty();
    state.restoring = false;
    CheckpointContext context = wanted.context.orElseThrow();
    if (!wanted.isOwn) {
      var unused = state.outbox.takeSnapshot(height, context.encoded());
    }
    installState(new StableCheckpointState(wanted.certificate, wanted.tip, context));
    return true;
  }

  private void installState(StableCheckpointState stable) {
    CheckpointContext context = stable.context();
    // Others may ask this node for it too; a state that was transferred is on no disk here.
    state.outbox.takeSnapshot(stable.height(), context.encoded());
    state.chain.restartFromCheckpoint(stable.tip(), context.summary().roots());
    state.clients = context.table(state.parameters.chain().right());
    state.pool.removeIf(state.clients::isExecuted);
    state.checkpoints.advanceLowWaterMark(stable);
    state.checkpoints.enterEpoch(stable);
    Epochs told = context.summary().epochs();
    if (told.epochs().size() >= state.epochs.epochs().size()) { // else a recovery follows (PBFT-42)
      state.epochs = told;
    }
    state.checkpoints.compact(stable);
    state.deliverDecided();
  }
}
