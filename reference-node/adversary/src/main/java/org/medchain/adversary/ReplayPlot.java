package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.network.Envelope;

/** ADV-22: old envelopes again, its own and those of others. */
final class ReplayPlot implements Plot {
  private final Behaviour.Replay replay;
  private final List<Envelope> remembered = new ArrayList<>();
  private int oldest;

  ReplayPlot(Behaviour.Replay replay) {
    this.replay = replay;
  }

  @Override
  public void watch(Input input, Stage stage) {
    if (input instanceof Input.MessageReceived received) {
      remember(received.verified().envelope());
    }
  }

  @Override
  public List<Input> incoming(Input input, Stage stage) {
    if (!remembered.isEmpty() && stage.draws().chance(replay.probability())) {
      stage.send(stage.draws().pick(stage.others()), stage.draws().pick(remembered));
    }
    return List.of(input);
  }

  @Override
  public void outgoing(Output output, Stage stage) {
    Wire.envelope(output).ifPresent(this::remember);
    stage.add(output);
  }

  private void remember(Envelope envelope) {
    if (remembered.size() < replay.memory()) {
      remembered.add(envelope);
    } else if (replay.memory() > 0) {
      remembered.set(oldest, envelope);
      oldest = (oldest + 1) % replay.memory();
    }
  }
}
