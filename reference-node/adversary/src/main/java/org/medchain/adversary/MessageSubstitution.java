package org.medchain.adversary;

import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** Sends a substitute: it is signed and goes to the same receivers. */
final class MessageSubstitution implements Attack {
  /** The substitute for an own message; empty to send the original. */
  interface Substitute {
    Optional<Message> substituteFor(Message message, AdversaryContext stage);
  }

  private final Substitute substitute;

  MessageSubstitution(Substitute lie) {
    this.substitute = lie;
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    Optional<Envelope> envelope = EnvelopeOutputs.envelope(output);
    Optional<Message> said =
        envelope
            .flatMap(stage::ownMessage)
            .flatMap(message -> substitute.substituteFor(message, stage));
    if (said.isPresent()) {
      stage.sign(said.get(), signed -> stage.add(EnvelopeOutputs.withEnvelope(output, signed)));
    } else {
      stage.add(output);
    }
  }
}
