package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
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
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotDownload;
import org.medchain.consensus.snapshot.SnapshotPart;
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
  private Optional<Target> target = Optional.empty();

  /** The context of the target whose state is being loaded; empty while parts are fetched. */
  private Optional<CheckpointContext> loading = Optional.empty();

  /** The checkpoint to reach. */
  private record Target(
      CheckpointCertificate certificate, DecidedBlock tip, SnapshotDownload download) {
    long height() {
      return certificate.checkpoint().height();
    }

    Output.Restore restore() {
      Hash root = certificate.checkpoint().stateRoot();
      return new Output.Restore(tip.block(), tip.certificate(), root, Optional.empty());
    }
  }

  private Target target(CheckpointCertificate certificate, DecidedBlock tip) {
    return new Target(certificate, tip, new SnapshotDownload(certificate.holders(), state.self));
  }

  StateTransfer(PbftState state) {
    this.state = state;
  }

  /**
   * The checkpoint that provides what a replica at this height lacks: the state, since the blocks
   * are gone; the certificate of the blocks that it has executed; or the next epoch's members.
   */
  Optional<StableCheckpoint> checkpointFor(Status theirs) {
    Optional<StableCheckpointState> stable = state.checkpoints.lastStable;
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
      if (proof.extendsEpoch(known.current(), trust())) {
        known = proof.extend(known, trust());
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
    long due = message.proofs().isEmpty() ? 0 : message.proofs().get(0).digest().current().number();
    for (EpochProof proof : message.proofs()) {
      if (proof.unaccepted(known, trust()).isPresent()) {
        return new Screening.Needed(); // its statement counts if the center signed it
      }
      if (proof.digest().current().number() != due++ || !proof.holds(known, trust())) {
        return new Screening.Unsound(UNSOUND);
      }
      known = proof.extend(known, trust());
    }
    if (!message.isSound(known)) {
      return new Screening.Unsound(UNSOUND);
    }
    boolean isNews = known.epochs().size() > state.epochs.epochs().size();
    return Screening.of(isNews || message.certificate().checkpoint().height() > state.lowWaterMark);
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
   * @param from the node that offers it
   */
  void begin(CheckpointCertificate certificate, DecidedBlock tip, PublicKey from) {
    long height = certificate.checkpoint().height();
    boolean isNews = target.isEmpty() || height > target.get().height();
    boolean isBehind = state.restoring || height > state.chain.height();
    if (!isNews || !isBehind || height <= state.lowWaterMark) {
      return;
    }
    target = Optional.of(target(certificate, tip));
    loading = Optional.empty();
    target.get().download().beginWith(from);
    requestNextPart();
  }

  /** PBFT-18: after a restart loads the own snapshot, and has the decided blocks above executed. */
  void resumeFromSnapshot() {
    state.checkpoints.lastStable.ifPresent(
        stable -> {
          target = Optional.of(target(stable.certificate(), stable.tip()));
          load(stable.context(), target.get().restore());
        });
    state.deliverDecided();
  }

  private void requestNextPart() {
    Target wanted = target.orElseThrow();
    int next = wanted.download().nextPart();
    state.outbox.send(wanted.download().holder(), new FetchSnapshot(wanted.height(), next));
  }

  /** Without progress since the last expiry, another holder may be better. */
  void onTimer() {
    if (target.isEmpty() || loading.isPresent() || cancelIfCaughtUp()) {
      return;
    }
    SnapshotDownload download = target.get().download();
    if (!download.isFastEnough()) {
      download.switchHolder();
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

  /**
   * The next part, or one that nobody is to send now: that is ignored, since an earlier request may
   * have been answered late.
   *
   * @return whether the transfer has come further by it
   */
  boolean onPart(PublicKey sender, SnapshotPart part) {
    boolean expected =
        target.isPresent()
            && loading.isEmpty()
            && sender.equals(target.get().download().holder())
            && part.height() == target.get().height()
            && target.get().download().expects(part);
    if (!expected || cancelIfCaughtUp()) {
      return false;
    }
    SnapshotDownload download = target.get().download();
    Optional<String> fault = download.add(part);
    if (fault.isPresent()) {
      reject(fault.get());
    } else if (download.isComplete()) {
      assemble(target.get());
    } else {
      requestNextPart();
    }
    return fault.isEmpty();
  }

  private void assemble(Target wanted) {
    try {
      Snapshot snapshot = Decoder.decode(wanted.download().takeWhole(), Snapshot::decode);
      CheckpointContext context = Decoder.decode(snapshot.context(), CheckpointContext::decode);
      if (context.summary().hash().equals(wanted.certificate().checkpoint().context())) {
        load(context, wanted.restore().of(snapshot.state().bytes()));
      } else {
        reject("another context than the checkpoint's");
      }
    } catch (MalformedInput e) {
      reject(e.getMessage());
    }
  }

  private void load(CheckpointContext next, Output.Restore order) {
    loading = Optional.of(next);
    state.restoring = true;
    state.outbox.add(order);
  }

  private void reject(String reason) {
    SnapshotDownload download = target.orElseThrow().download();
    state.outbox.add(new Output.Reject(download.holder(), "snapshot-part: " + reason));
    download.switchHolder();
    loading = Optional.empty();
    requestNextPart();
  }

  /**
   * The host has compared a state with the certificate, and loaded it if it is that one (PBFT-35).
   * One that others sent is kept here before the log begins at it (PBFT-43): without it a restart
   * would have the log's checkpoint and no state.
   *
   * @return whether this replica continues from it
   */
  boolean onRestored(Input.Restored restored) {
    long height = restored.height();
    if (loading.isEmpty() || target.get().height() != height) {
      return false;
    }
    Target wanted = target.get();
    Hash root = wanted.certificate().checkpoint().stateRoot();
    if (!restored.stateRoot().equals(Optional.of(root))) {
      reject("another state than the checkpoint's");
      return false;
    }
    CheckpointContext context = loading.get();
    if (height > state.lowWaterMark) { // a restart loads the own snapshot of that checkpoint
      var unused = state.outbox.takeSnapshot(height, context.encoded());
    }
    target = Optional.empty();
    loading = Optional.empty();
    state.restoring = false;
    install(new StableCheckpointState(wanted.certificate(), wanted.tip(), context));
    return true;
  }

  private void install(StableCheckpointState stable) {
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
