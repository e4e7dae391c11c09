package org.medchain.adversary;

import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** Says something else instead: the substitute is signed and goes to the same receivers. */
final class Substitution implements Plot {
  /** What is said instead of a message of this member's own; empty to say the truth. */
  interface Lie {
    Optional<Message> about(Message message, Stage stage);
  }

  private final Lie lie;

  Substitution(Lie lie) {
    this.lie = lie;
  }

  @Override
  public void outgoing(Output output, Stage stage) {
    Optional<Envelope> envelope = Wire.envelope(output);
    Optional<Message> said =
        envelope.flatMap(stage::own).flatMap(message -> lie.about(message, stage));
    if (said.isPresent()) {
      stage.sign(said.get(), signed -> stage.add(Wire.with(output, signed)));
    } else {
      stage.add(output);
    }
  }
}
