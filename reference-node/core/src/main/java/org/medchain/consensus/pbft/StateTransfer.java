package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.SnapshotPart;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;

/**
 * Fetches the state of a stable checkpoint when the blocks up to it are discarded (Castro and
 * Liskov 2002, §6.2; PBFT-17). No holder is trusted: context and state must be those that a quorum
 * signed; otherwise the next holder is queried.
 */
final class StateTransfer {
  /** The checkpoint to reach, and its holders. */
  private static final class TransferTarget {
    final CheckpointCertificate certificate;
    final DecidedBlock tip;
    final List<PublicKey> holders;
    final List<Bytes> parts = new ArrayList<>();

    /** The number of parts, as the holder reports it; 0 before the first. */
    int expectedParts;

    Optional<CheckpointContext> context = Optional.empty();

    /** The number of received parts when the timer last expired. */
    int partsAtLastTimer;

    TransferTarget(CheckpointCertificate certificate, DecidedBlock tip, List<PublicKey> holders) {
      this.certificate = certificate;
      this.tip = tip;
      this.holders = new ArrayList<>(holders);
    }

    Checkpoint checkpoint() {
      return certificate.checkpoint();
    }

    long height() {
      return checkpoint().height();
    }

    PublicKey holder() {
      return holders.get(0);
    }

    /** Starts again with the next holder. */
    void switchHolder() {
      holders.add(holders.remove(0));
      parts.clear();
      expectedParts = 0;
      partsAtLastTimer = 0;
      context = Optional.empty();
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
   * Begins to fetch a proved checkpoint, unless one as high is being fetched already.
   *
   * @param from a replica known to have it
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
    holders.remove(from);
    holders.add(0, from);
    target = Optional.of(new TransferTarget(certificate, tip, holders));
    requestNextPart();
  }

  /** After a restart: this node's own snapshot comes first. */
  void loadOwnSnapshot(CheckpointProtocol.StableCheckpointState stable) {
    List<PublicKey> holders = new ArrayList<>(stable.certificate().holders());
    holders.remove(state.self);
    TransferTarget own = new TransferTarget(stable.certificate(), stable.tip(), holders);
    own.context = Optional.of(stable.context());
    target = Optional.of(own);
    load(own, Optional.empty());
  }

  private void requestNextPart() {
    TransferTarget wanted = target.orElseThrow();
    FetchSnapshot message = new FetchSnapshot(wanted.height(), wanted.parts.size());
    state.outbox.send(wanted.holder(), message);
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
    if (wanted.parts.size() == wanted.partsAtLastTimer) {
      wanted.switchHolder();
    } else {
      wanted.partsAtLastTimer = wanted.parts.size();
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

  void onPart(PublicKey sender, SnapshotPart part) {
    boolean expected =
        target.isPresent()
            && !isLoading()
            && sender.equals(target.get().holder())
            && part.height() == target.get().height()
            && part.part() == target.get().parts.size()
            && (part.part() == 0 || part.parts() == target.get().expectedParts);
    if (!expected || cancelIfCaughtUp()) {
      return;
    }
    target.get().expectedParts = part.parts();
    target.get().parts.add(part.content());
    if (part.part() == part.parts() - 1) {
      assemble(target.get());
    } else {
      requestNextPart();
    }
  }

  private void assemble(TransferTarget wanted) {
    Encoder whole = new Encoder();
    wanted.parts.forEach(whole::raw);
    wanted.parts.clear();
    try {
      Snapshot snapshot = Decoder.decode(whole.toBytes(), Snapshot::decode);
      CheckpointContext context = Decoder.decode(snapshot.context(), CheckpointContext::decode);
      if (context.summary().hash().equals(wanted.checkpoint().context())) {
        wanted.context = Optional.of(context);
        load(wanted, Optional.of(snapshot.state()));
        return;
      }
      reject("another context than the checkpoint's");
    } catch (MalformedInput e) {
      reject(e.getMessage());
    }
  }

  private void load(TransferTarget wanted, Optional<Bytes> content) {
    state.restoring = true;
    Checkpoint checkpoint = wanted.checkpoint();
    state.outbox.add(new Output.Restore(checkpoint.height(), checkpoint.block(), content));
  }

  private void reject(String reason) {
    PublicKey holder = target.orElseThrow().holder();
    state.outbox.add(new Output.Reject(holder, "snapshot-part: " + reason));
    target.get().switchHolder();
    requestNextPart();
  }

  /**
   * The host has loaded a state.
   *
   * @return the checkpoint reached, if it is the one that a quorum signed
   */
  Optional<CheckpointProtocol.StableCheckpointState> onRestored(
      long height, Optional<Hash> stateRoot) {
    if (!isLoading() || target.get().height() != height) {
      return Optional.empty();
    }
    TransferTarget wanted = target.get();
    if (!stateRoot.equals(Optional.of(wanted.checkpoint().stateRoot()))) {
      reject("another state than the checkpoint's");
      return Optional.empty();
    }
    target = Optional.empty();
    state.restoring = false;
    return Optional.of(
        new CheckpointProtocol.StableCheckpointState(
            wanted.certificate, wanted.tip, wanted.context.orElseThrow()));
  }
}
