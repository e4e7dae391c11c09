package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.network.Envelope;

/** ADV-22: old envelopes again, its own and those of others. */
final class ReplayAttack implements Attack {
  private final ByzantineBehaviour.MessageReplay replay;
  private final List<Envelope> recorded = new ArrayList<>();
  private int oldest;

  ReplayAttack(ByzantineBehaviour.MessageReplay replay) {
    this.replay = replay;
  }

  @Override
  public void observe(Input input, AdversaryContext stage) {
    if (input instanceof Input.MessageReceived received) {
      record(received.verified().envelope());
    }
  }

  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    if (!recorded.isEmpty() && stage.random().chance(replay.probability())) {
      stage.send(stage.random().pick(stage.others()), stage.random().pick(recorded));
    }
    return List.of(input);
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    EnvelopeOutputs.envelope(output).ifPresent(this::record);
    stage.add(output);
  }

  private void record(Envelope envelope) {
    if (recorded.size() < replay.memory()) {
      recorded.add(envelope);
    } else if (replay.memory() > 0) {
      recorded.set(oldest, envelope);
      oldest = (oldest + 1) % replay.memory();
    }
  }
}
