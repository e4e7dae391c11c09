package org.medchain.adversary;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;

/** ADV-42: a chain for some alone. When the period is over the correct replica catches up. */
final class EclipsePlot implements Plot {
  private final Set<PublicKey> circle = new LinkedHashSet<>();

  EclipsePlot(Behaviour.Eclipse eclipse, Surroundings surroundings) {
    eclipse.victims().forEach(victim -> circle.add(surroundings.members().key(victim)));
    circle.addAll(surroundings.colluders());
  }

  @Override
  public List<Input> incoming(Input input, Stage stage) {
    boolean outside =
        input instanceof Input.MessageReceived received
            && stage.members().contains(received.verified().sender())
            && !circle.contains(received.verified().sender());
    return outside ? List.of() : List.of(input);
  }

  @Override
  public void outgoing(Output output, Stage stage) {
    if (output instanceof Output.Broadcast || output instanceof Output.Send) {
      Wire.sends(output, stage).stream()
          .filter(send -> circle.contains(send.to()))
          .forEach(stage::add);
    } else {
      stage.add(output);
    }
  }
}
