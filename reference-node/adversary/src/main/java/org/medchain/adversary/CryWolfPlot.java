package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.NewView;
import org.medchain.consensus.pbft.ViewChange;
import org.medchain.network.Message;

/** ADV-25: asks for the next view while nothing is wrong with this one. */
final class CryWolfPlot implements Plot {
  private final Behaviour.PrematureViewChange behaviour;
  private long view;
  private boolean running;

  /** What a VIEW-CHANGE has to show; nothing but this, so it also denies what is prepared. */
  private Optional<QuorumCertificate> decided = Optional.empty();

  CryWolfPlot(Behaviour.PrematureViewChange behaviour) {
    this.behaviour = behaviour;
  }

  @Override
  public void watch(Input input, Stage stage) {
    if (input instanceof Input.MessageReceived received) {
      note(received.verified().message());
    }
  }

  @Override
  public List<Input> incoming(Input input, Stage stage) {
    if (!running) {
      running = true;
      stage.later(behaviour.everyNs(), () -> cry(stage));
    }
    return List.of(input);
  }

  private void cry(Stage stage) {
    running = false; // the next input starts it again, if the period is not over
    QuorumCertificate stable =
        decided.orElse(QuorumCertificate.ofGenesis(stage.surroundings().chain().chain()));
    stage.sign(
        new ViewChange(view + 1, stable, List.of()),
        signed -> stage.add(new Output.Broadcast(signed, List.of())));
  }

  @Override
  public void outgoing(Output output, Stage stage) {
    if (output instanceof Output.Commit commit
        && commit.certificate() instanceof QuorumCertificate certificate) {
      decided = Optional.of(certificate);
    }
    Wire.envelope(output).flatMap(stage::own).ifPresent(this::note);
    stage.add(output);
  }

  /** Only votes and NEW-VIEWs say that a view was entered. */
  private void note(Message message) {
    if (message instanceof NewView entered) {
      view = Math.max(view, entered.view());
    } else {
      Votes.ballotOf(message).ifPresent(ballot -> view = Math.max(view, ballot.view()));
    }
  }
}
