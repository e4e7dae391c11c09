package org.medchain.adversary;

import java.util.List;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;

/** ADV-10: omitted messages. */
final class OmissionAttack implements Attack {
  private final List<PublicKey> receivers;
  private final List<ByzantineBehaviour.NormalCasePhase> phases;

  OmissionAttack(ByzantineBehaviour.Silence silence, AdversarySetup surroundings) {
    this.receivers = silence.receivers().stream().map(surroundings.members()::key).toList();
    this.phases = silence.phases();
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (!EnvelopeOutputs.leaves(output) || !concerns(output)) {
      stage.add(output);
    } else if (!receivers.isEmpty()) {
      sendToOthers(output, stage);
    }
  }

  private boolean concerns(Output output) {
    return phases.isEmpty()
        || EnvelopeOutputs.envelope(output)
            .map(Envelope::code)
            .flatMap(NormalCaseVotes::phaseOf)
            .map(phases::contains)
            .orElse(false);
  }

  private void sendToOthers(Output output, AdversaryContext stage) {
    switch (output) {
      case Output.ServeSnapshot serve when receivers.contains(serve.to()) -> {}
      case Output.Send send when receivers.contains(send.to()) -> {}
      case Output.Broadcast broadcast ->
          EnvelopeOutputs.sends(broadcast, stage).stream()
              .filter(send -> !receivers.contains(send.to()))
              .forEach(stage::add);
      default -> stage.add(output); // clients are not among the nodes named
    }
  }
}
