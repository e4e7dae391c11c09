package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.network.Message;

/** ADV-25: sends VIEW-CHANGE without a fault of the primary. */
final class SpuriousViewChangeAttack implements Attack {
  private final ByzantineBehaviour.PrematureViewChange behaviour;
  private long view;
  private boolean running;

  /** The least content of a VIEW-CHANGE, so it also hides prepared blocks. */
  private Optional<QuorumCertificate> decided = Optional.empty();

  SpuriousViewChangeAttack(ByzantineBehaviour.PrematureViewChange behaviour) {
    this.behaviour = behaviour;
  }

  @Override
  public void observe(Input input, AdversaryContext stage) {
    if (input instanceof Input.MessageReceived received) {
      noteDecision(received.verified().message());
    }
  }

  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    if (!running) {
      running = true;
      stage.schedule(AdversaryContext.ns(behaviour.everyMs()), () -> sendViewChange(stage));
    }
    return List.of(input);
  }

  private void sendViewChange(AdversaryContext stage) {
    running = false; // the next input starts it again, if the period is not over
    QuorumCertificate stable =
        decided.orElse(QuorumCertificate.ofGenesis(stage.setup().chain().chain()));
    stage.sign(new ViewChange(view + 1, stable, List.of()), stage::broadcast);
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (output instanceof Output.Commit commit
        && commit.certificate() instanceof QuorumCertificate certificate) {
      decided = Optional.of(certificate);
    }
    stage.ownMessage(output).ifPresent(this::noteDecision);
    stage.add(output);
  }

  /** Only votes and NEW-VIEWs show that a view was entered. */
  private void noteDecision(Message message) {
    if (message instanceof NewView entered) {
      view = Math.max(view, entered.view());
    } else {
      NormalCaseVotes.ballotOf(message).ifPresent(ballot -> view = Math.max(view, ballot.view()));
    }
  }
}
