package org.medchain.adversary;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;

/**
 * A Byzantine member: a correct replica, and a plot that stands between it and its host (ADV-1).
 * While the behaviour is off every input and output passes unchanged (ADV-2).
 */
final class Byzantine implements Replica {
  private final Replica correct;
  private final Period period;
  private final Plot plot;
  private final Stage stage;
  private final int layer;

  Byzantine(Replica correct, Period period, Plot plot, Surroundings surroundings) {
    this.correct = correct;
    this.period = period;
    this.plot = plot;
    this.layer = correct instanceof Byzantine inner ? inner.layer + 1 : 0;
    this.stage = new Stage(surroundings, layer);
  }

  @Override
  public List<Output> step(Input input) {
    stage.begin(input);
    plot.watch(input, stage);
    if (!stage.takes(input)) {
      List<Input> heard = isOn(input) ? plot.incoming(input, stage) : List.of(input);
      heard.forEach(stage::give);
    }
    for (Input next = stage.given(); next != null; next = stage.given()) {
      correct.step(next).forEach(this::put);
    }
    return stage.drain();
  }

  private void put(Output output) {
    stage.note(output);
    if (period.contains(stage.nowNs())) {
      plot.outgoing(output, stage);
    } else {
      stage.add(output);
    }
  }

  private boolean isOn(Input input) {
    return period.contains(input.nowNs());
  }
}
