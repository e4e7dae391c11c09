package org.medchain.adversary;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.medchain.consensus.Input;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;

/** ADV-26: a group shares all received messages. */
final class ColluderSharingAttack implements Attack {
  private static final int MAX_REMEMBERED = 4096;

  private final Set<Signature> shared = new LinkedHashSet<>();

  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    if (input instanceof Input.MessageReceived received) {
      Envelope envelope = received.verified().envelope();
      List<PublicKey> colluders = stage.setup().colluders();
      // A colluder sends its own signed messages itself.
      if (!colluders.contains(envelope.sender()) && shared.add(envelope.signature())) {
        colluders.forEach(to -> stage.send(to, envelope));
        discardOldest();
      }
    }
    return List.of(input);
  }

  private void discardOldest() {
    if (shared.size() > MAX_REMEMBERED) {
      shared.remove(shared.iterator().next());
    }
  }
}
