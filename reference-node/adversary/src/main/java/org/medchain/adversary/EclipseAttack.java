package org.medchain.adversary;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;

/** ADV-42: a chain for the victims only. When the period is over the correct replica catches up. */
final class EclipseAttack implements Attack {
  private final Set<PublicKey> reachable = new LinkedHashSet<>();

  EclipseAttack(ByzantineBehaviour.Eclipse eclipse, AdversarySetup surroundings) {
    eclipse.victims().forEach(victim -> reachable.add(surroundings.members().key(victim)));
    reachable.addAll(surroundings.colluders());
  }

  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    boolean outside =
        input instanceof Input.MessageReceived received
            && stage.members().contains(received.verified().sender())
            && !reachable.contains(received.verified().sender());
    return outside ? List.of() : List.of(input);
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (output instanceof Output.Broadcast || output instanceof Output.Send) {
      EnvelopeOutputs.sends(output, stage).stream()
          .filter(send -> reachable.contains(send.to()))
          .forEach(stage::add);
    } else {
      stage.add(output);
    }
  }
}
