package org.medchain.adversary;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;

/** ADV-22: old envelopes again, its own and those of others. */
final class ReplayAttack implements Attack {
  private final ByzantineBehaviour.Replay replay;
  private final EnvelopeMemory recorded;

  ReplayAttack(ByzantineBehaviour.Replay replay) {
    this.replay = replay;
    this.recorded = new EnvelopeMemory(replay.memory());
  }

  @Override
  public void observe(Input input, AdversaryContext stage) {
    if (input instanceof Input.MessageReceived received) {
      recorded.add(received.verified().envelope());
    }
  }

  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    if (!recorded.isEmpty() && stage.random().chance(replay.probability())) {
      PublicKey to = stage.random().pick(stage.others());
      recorded.any(stage.random()).ifPresent(old -> stage.send(to, old));
    }
    return List.of(input);
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    EnvelopeOutputs.envelope(output).ifPresent(recorded::add);
    stage.add(output);
  }
}
