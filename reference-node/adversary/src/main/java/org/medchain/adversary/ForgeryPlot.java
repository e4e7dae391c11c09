package org.medchain.adversary;

import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;

/** ADV-14: votes in the name of others. */
final class ForgeryPlot implements Plot {
  @Override
  public void outgoing(Output output, Stage stage) {
    stage.add(output);
    Optional<Envelope> vote =
        Wire.envelope(output)
            .filter(envelope -> envelope.sender().equals(stage.self()))
            .filter(envelope -> Votes.phaseOf(envelope).isPresent());
    if (vote.isPresent()) {
      Envelope own = vote.get();
      PublicKey other = stage.draws().pick(stage.others());
      stage.add(Wire.with(output, new Envelope(own.code(), other, own.body(), own.signature())));
    }
  }
}
