package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.pbft.Checkpoint;
import org.medchain.consensus.pbft.CheckpointCertificate;
import org.medchain.consensus.pbft.StableCheckpoint;
import org.medchain.data.Hash;
import org.medchain.network.Message;

/** ADV-19: checkpoints that are none. A wrong hash follows from the right one, for colluders. */
final class CheckpointLies {
  private CheckpointLies() {}

  static Optional<Message> about(Message message, Behaviour.CheckpointLie lie) {
    return switch (message) {
      case Checkpoint truth -> vote(truth, lie);
      case StableCheckpoint truth when lie == Behaviour.CheckpointLie.NO_PROOF ->
          Optional.of(bare(truth));
      default -> Optional.empty();
    };
  }

  private static Optional<Message> vote(Checkpoint truth, Behaviour.CheckpointLie lie) {
    return switch (lie) {
      case STATE_ROOT ->
          Optional.of(
              new Checkpoint(
                  truth.height(), truth.block(), other(truth.stateRoot()), truth.context()));
      case CONTEXT ->
          Optional.of(
              new Checkpoint(
                  truth.height(), truth.block(), truth.stateRoot(), other(truth.context())));
      case BLOCK ->
          Optional.of(
              new Checkpoint(
                  truth.height(), other(truth.block()), truth.stateRoot(), truth.context()));
      case NO_PROOF -> Optional.empty(); // its own vote is the truth
    };
  }

  private static StableCheckpoint bare(StableCheckpoint truth) {
    CheckpointCertificate none =
        new CheckpointCertificate(truth.certificate().checkpoint(), List.of());
    return new StableCheckpoint(none, truth.tip(), truth.proofs());
  }

  private static Hash other(Hash hash) {
    return Hash.of(hash.toBytes());
  }
}
