package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.data.Hash;
import org.medchain.network.Message;

/** ADV-19: false checkpoints. A wrong hash follows from the right one, for colluders. */
final class CheckpointFalsification {
  private CheckpointFalsification() {}

  static Optional<Message> substituteFor(
      Message message, ByzantineBehaviour.FalseCheckpointKind lie) {
    return switch (message) {
      case Checkpoint truth -> falseVote(truth, lie);
      case StableCheckpoint truth when lie == ByzantineBehaviour.FalseCheckpointKind.NO_PROOF ->
          Optional.of(withoutProof(truth));
      default -> Optional.empty();
    };
  }

  private static Optional<Message> falseVote(
      Checkpoint truth, ByzantineBehaviour.FalseCheckpointKind lie) {
    return switch (lie) {
      case STATE_ROOT ->
          Optional.of(
              new Checkpoint(
                  truth.height(),
                  truth.block(),
                  differentHash(truth.stateRoot()),
                  truth.context()));
      case CONTEXT ->
          Optional.of(
              new Checkpoint(
                  truth.height(),
                  truth.block(),
                  truth.stateRoot(),
                  differentHash(truth.context())));
      case BLOCK ->
          Optional.of(
              new Checkpoint(
                  truth.height(),
                  differentHash(truth.block()),
                  truth.stateRoot(),
                  truth.context()));
      case NO_PROOF -> Optional.empty(); // its own vote is the truth
    };
  }

  private static StableCheckpoint withoutProof(StableCheckpoint truth) {
    CheckpointCertificate none =
        new CheckpointCertificate(truth.certificate().checkpoint(), List.of());
    return new StableCheckpoint(none, truth.tip(), truth.proofs());
  }

  private static Hash differentHash(Hash hash) {
    return Hash.of(hash.toBytes());
  }
}
