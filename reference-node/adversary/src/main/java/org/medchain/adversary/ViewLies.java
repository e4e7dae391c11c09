package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.PreparedCertificate;
import org.medchain.consensus.pbft.Status;
import org.medchain.consensus.pbft.ViewChange;
import org.medchain.network.Message;

/** ADV-17, ADV-20: lies about where a replica stands and what it holds. */
final class ViewLies {
  private ViewLies() {}

  static Optional<Message> about(Message message, Behaviour.ViewChangeLie lie, Stage stage) {
    return message instanceof ViewChange truth
        ? Optional.of(wrong(truth, lie, stage))
        : Optional.empty();
  }

  /** What is said instead of the truth when a view is left. */
  static ViewChange wrong(ViewChange truth, Behaviour.ViewChangeLie lie, Stage stage) {
    QuorumCertificate stable = truth.stable();
    return switch (lie) {
      case VIEW_ABOVE -> new ViewChange(truth.newView() + 1, stable, truth.prepared());
      case VIEW_BELOW -> new ViewChange(Math.max(0, truth.newView() - 1), stable, truth.prepared());
      case NOTHING_PREPARED -> new ViewChange(truth.newView(), stable, List.of());
      case SOME_PREPARED ->
          new ViewChange(truth.newView(), stable, some(truth.prepared(), stage.draws()));
      case STALE -> {
        QuorumCertificate genesis =
            QuorumCertificate.ofGenesis(stage.surroundings().chain().chain());
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
  private static List<PreparedCertificate> some(List<PreparedCertificate> all, Draws draws) {
    List<PreparedCertificate> some = new ArrayList<>(all);
    if (!some.isEmpty()) {
      some.remove(draws.below(some.size()));
      some.removeIf(each -> draws.chance(0.5));
    }
    return some;
  }

  static Optional<Message> about(Message message, Behaviour.LyingStatus lie) {
    return message instanceof Status truth
        ? Optional.of(
            new Status(
                Math.max(0, truth.view() + lie.views()),
                truth.changing(),
                Math.max(0, truth.decided() + lie.heights()),
                Math.max(0, truth.stable() + lie.heights())))
        : Optional.empty();
  }
}
