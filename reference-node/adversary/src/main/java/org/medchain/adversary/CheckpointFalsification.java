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
    boolean proves = lie != ByzantineBehaviour.FalseCheckpointKind.NO_PROOF;
    return switch (message) {
      // Without a proof its own vote is the truth.
      case Checkpoint truth when proves -> Optional.of(falseVote(truth, lie));
      case StableCheckpoint truth when !proves -> Optional.of(withoutProof(truth));
      default -> Optional.empty();
    };
  }

  private static Checkpoint falseVote(
      Checkpoint truth, ByzantineBehaviour.FalseCheckpointKind lie) {
    return new Checkpoint(
        truth.height(),
        different(truth.block(), lie == ByzantineBehaviour.FalseCheckpointKind.BLOCK),
        different(truth.stateRoot(), lie == ByzantineBehaviour.FalseCheckpointKind.STATE_ROOT),
        different(truth.context(), lie == ByzantineBehaviour.FalseCheckpointKind.CONTEXT));
  }

  private static StableCheckpoint withoutProof(StableCheckpoint truth) {
    CheckpointCertificate none =
        new CheckpointCertificate(truth.certificate().checkpoint(), List.of());
    return new StableCheckpoint(none, truth.tip(), truth.proofs());
  }

  private static Hash different(Hash hash, boolean lies) {
    return lies ? Hash.of(hash.toBytes()) : hash;
  }
}
