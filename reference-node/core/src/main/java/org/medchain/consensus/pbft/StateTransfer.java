package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.SnapshotPart;
import org.medchain.consensus.pbft.CheckpointProtocol.StableCheckpointState;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;

/**
 * Fetches the state of a stable checkpoint when the blocks up to it are discarded (Castro and
 * Liskov 2002, §6.2; PBFT-17). No holder is trusted: context and state must be those that a quorum
 * signed, which is found out before either replaces anything (PBFT-35); otherwise the next holder
 * is queried.
 */
final class StateTransfer {
  /** The checkpoint to reach, and its holders. */
  private static final class TransferTarget {
    final CheckpointCertificate certificate;
    final DecidedBlock tip;
    final SnapshotDownload download;
    Optional<CheckpointContext> context = Optional.empty();

    /** Whether the state that is being loaded is this node's own snapshot. */
    boolean isOwn;

    TransferTarget(CheckpointCertificate certificate, DecidedBlock tip, List<PublicKey> holders) {
      this.certificate = certificate;
      this.tip = tip;
      this.download = new SnapshotDownload(holders);
    }

    long height() {
      return certificate.checkpoint().height();
    }
  }

  private final PbftState state;
  private Optional<TransferTarget> target = Optional.empty();

  StateTransfer(PbftState state) {
    this.state = state;
  }

  /** Whether a checkpoint is being fetched or loaded. */
  boolean isActive() {
    return target.isPresent();
  }

  /**
   * PBFT-17: begins to fetch a proved checkpoint above all that it has decided (PBFT-13), unless
   * one as high is being fetched already.
   *
   * @param from who offers it: the first holder, if it is one of the signers (PBFT-36), or if there
   *     is one alone
   */
  void begin(CheckpointCertificate certificate, DecidedBlock tip, PublicKey from) {
    long height = certificate.checkpoint().height();
    boolean isNews = target.isEmpty() || height > target.get().height();
    boolean isBehind = state.restoring || height > state.chain.height();
    if (!isNews || !isBehind || height <= state.lowWaterMark) {
      return;
    }
    List<PublicKey> holders = new ArrayList<>(certificate.holders());
    holders.remove(state.self);
    boolean isRecovery = holders.size() == 1; // by the center, which keeps no state (PBFT-42)
    if (holders.remove(from) || isRecovery) {
      holders.add(0, from);
    }
    target = Optional.of(new TransferTarget(certificate, tip, holders));
    requestNextPart();
  }

  /** After a restart: this node's own snapshot comes first. */
  void loadOwnSnapshot(StableCheckpointState stable) {
    List<PublicKey> holders = new ArrayList<>(stable.certificate().holders());
    holders.remove(state.self);
    TransferTarget own = new TransferTarget(stable.certificate(), stable.tip(), holders);
    own.context = Optional.of(stable.context());
    own.isOwn = true;
    target = Optional.of(own);
    load(own, Optional.empty());
  }

  private void requestNextPart() {
    TransferTarget wanted = target.orElseThrow();
    FetchSnapshot message = new FetchSnapshot(wanted.height(), wanted.download.nextPart());
    state.outbox.send(wanted.download.holder(), message);
  }

  /** Without progress since the last expiry, another holder may be better. */
  void onTimer() {
    if (target.isEmpty() || isLoading()) {
      return;
    }
    if (cancelIfCaughtUp()) {
      return;
    }
    TransferTarget wanted = target.get();
    if (!wanted.download.isFastEnough()) {
      wanted.download.switchHolder();
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
            && sender.equals(target.get().download.holder())
            && part.height() == target.get().height()
            && target.get().download.expects(part);
    if (!expected || cancelIfCaughtUp()) {
      return false;
    }
    SnapshotDownload download = target.get().download;
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

  private void assemble(TransferTarget wanted) {
    Bytes whole = wanted.download.takeWhole();
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

  private void load(TransferTarget wanted, Optional<Bytes> content) {
    state.restoring = true;
    state.outbox.add(
        new Output.Restore(
            wanted.tip.block(),
            wanted.tip.certificate(),
            wanted.certificate.checkpoint().stateRoot(),
            content));
  }

  private void reject(String reason) {
    PublicKey holder = target.orElseThrow().download.holder();
    state.outbox.add(new Output.Reject(holder, "snapshot-part: " + reason));
    target.get().download.switchHolder();
    target.get().context = Optional.empty();
    target.get().isOwn = false;
    requestNextPart();
  }

  /**
   * The host has compared a state with the certificate, and loaded it if it is that one (PBFT-35).
   * One that others sent is kept here before the log begins at it (PBFT-43): without it a restart
   * would have the log's checkpoint and no state.
   *
   * @return the checkpoint reached, if it is the one that a quorum signed
   */
  Optional<StableCheckpointState> onRestored(long height, Optional<Hash> stateRoot) {
    if (!isLoading() || target.get().height() != height) {
      return Optional.empty();
    }
    TransferTarget wanted = target.get();
    if (!stateRoot.equals(Optional.of(wanted.certificate.checkpoint().stateRoot()))) {
      reject("another state than the checkpoint's");
      return Optional.empty();
    }
    target = Optional.empty();
    state.restoring = false;
    CheckpointContext context = wanted.context.orElseThrow();
    if (!wanted.isOwn) {
      var unused = state.outbox.takeSnapshot(height, context.encoded());
    }
    return Optional.of(new StableCheckpointState(wanted.certificate, wanted.tip, context));
  }
}
