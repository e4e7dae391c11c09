package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Hash;
import org.medchain.network.Message;

/**
 * ADV-17, ADV-19, ADV-20: false claims about a replica's position, certificates and checkpoints.
 */
final class PbftFalsification {
  private PbftFalsification() {}

  /** The lie in place of a message, if the behaviour has one for it. */
  static Optional<Message> substituteFor(
      Message message, ByzantineBehaviour lying, AdversaryContext stage) {
    return Optional.ofNullable(
        switch (lying) {
          case ByzantineBehaviour.LyingViewChange view when message instanceof ViewChange truth ->
              falseViewChange(truth, view.lie(), stage);
          case ByzantineBehaviour.LyingStatus status when message instanceof Status truth ->
              new Status(
                  Math.max(0, truth.view() + status.views()),
                  truth.changing(),
                  Math.max(0, truth.decided() + status.heights()),
                  Math.max(0, truth.stable() + status.heights()));
          case ByzantineBehaviour.LyingCheckpoint checkpoint ->
              falseCheckpoint(message, checkpoint.lie());
          default -> null;
        });
  }

  /** The false statement when a view is left. */
  private static ViewChange falseViewChange(
      ViewChange truth, ByzantineBehaviour.FalseViewChangeKind lie, AdversaryContext stage) {
    QuorumCertificate stable = truth.decided();
    return switch (lie) {
      case VIEW_ABOVE -> new ViewChange(truth.newView() + 1, stable, truth.prepared());
      case VIEW_BELOW -> new ViewChange(Math.max(0, truth.newView() - 1), stable, truth.prepared());
      case NOTHING_PREPARED -> new ViewChange(truth.newView(), stable, List.of());
      case SOME_PREPARED ->
          new ViewChange(truth.newView(), stable, randomSubset(truth.prepared(), stage.random()));
      case STALE -> {
        QuorumCertificate genesis = QuorumCertificate.ofGenesis(stage.setup().chain().chain());
        yield new ViewChange(truth.newView(), genesis, truth.prepared());
      }
      case NO_PROOF -> {
        QuorumCertificate bare =
            new QuorumCertificate(stable.view(), stable.height(), stable.block(), List.of());
        yield new ViewChange(truth.newView(), bare, truth.prepared());
      }
    };
  }

  /** One at least is left out, if there is one. */
  private static List<PreparedCertificate> randomSubset(
      List<PreparedCertificate> all, AdversaryRandom draws) {
    List<PreparedCertificate> some = new ArrayList<>(all);
    if (!some.isEmpty()) {
      some.remove(draws.below(some.size()));
      some.removeIf(each -> draws.chance(0.5));
    }
    return some;
  }

  /** A wrong hash follows from the right one, for colluders; null for the truth. */
  private static Message falseCheckpoint(
      Message message, ByzantineBehaviour.FalseCheckpointKind lie) {
    boolean proves = lie != ByzantineBehaviour.FalseCheckpointKind.NO_PROOF;
    return switch (message) {
      // Without a proof its own vote is the truth.
      case Checkpoint truth when proves -> falseVote(truth, lie);
      case StableCheckpoint truth when !proves -> withoutProof(truth);
      default -> null;
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
