package org.medchain.adversary;

import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;

/** ADV-14: votes in the name of others. */
final class VoteForgeryAttack implements Attack {
  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    stage.add(output);
    Optional<Envelope> vote =
        EnvelopeOutputs.envelope(output)
            .filter(envelope -> envelope.sender().equals(stage.self()))
            .filter(envelope -> NormalCaseVotes.phaseOf(envelope).isPresent());
    if (vote.isPresent()) {
      Envelope own = vote.get();
      PublicKey other = stage.random().pick(stage.others());
      stage.add(
          EnvelopeOutputs.withEnvelope(
              output, new Envelope(own.code(), other, own.body(), own.signature())));
    }
  }
}
