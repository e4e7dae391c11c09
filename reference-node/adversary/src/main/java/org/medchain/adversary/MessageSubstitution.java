package org.medchain.adversary;

import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** Says something else instead: the substitute is signed and goes to the same receivers. */
final class MessageSubstitution implements Attack {
  /** What is said instead of a message of this member's own; empty to say the truth. */
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
