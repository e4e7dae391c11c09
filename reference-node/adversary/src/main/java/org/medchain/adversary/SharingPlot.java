package org.medchain.adversary;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.medchain.consensus.Input;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;

/** ADV-26: what one of a group hears all of it hear. */
final class SharingPlot implements Plot {
  private static final int REMEMBERED = 4096;

  private final Set<Signature> passedOn = new LinkedHashSet<>();

  @Override
  public List<Input> incoming(Input input, Stage stage) {
    if (input instanceof Input.MessageReceived received) {
      Envelope envelope = received.verified().envelope();
      List<PublicKey> colluders = stage.surroundings().colluders();
      // What a colluder signed it has sent to the others itself.
      if (!colluders.contains(envelope.sender()) && passedOn.add(envelope.signature())) {
        colluders.forEach(to -> stage.send(to, envelope));
        forget();
      }
    }
    return List.of(input);
  }

  private void forget() {
    if (passedOn.size() > REMEMBERED) {
      passedOn.remove(passedOn.iterator().next());
    }
  }
}
