package org.medchain.adversary;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;

/**
 * A Byzantine member: a correct replica, and a plot between it and its host (ADV-1). While the
 * behaviour is off every input and output passes unchanged (ADV-2).
 */
final class ByzantineReplica implements Replica {
  private final Replica correct;
  private final ActivePeriod period;
  private final Attack attack;
  private final AdversaryContext context;
  private final int layer;

  ByzantineReplica(Replica correct, ActivePeriod period, Attack plot, AdversarySetup surroundings) {
    this.correct = correct;
    this.period = period;
    this.attack = plot;
    this.layer = correct instanceof ByzantineReplica inner ? inner.layer + 1 : 0;
    this.context = new AdversaryContext(surroundings, layer);
  }

  @Override
  public List<Output> step(Input input) {
    context.begin(input);
    attack.observe(input, context);
    if (!context.consumes(input)) {
      List<Input> heard =
          period.contains(input.nowNs()) ? attack.interceptInput(input, context) : List.of(input);
      heard.forEach(context::enqueueInput);
    }
    for (Input next = context.nextInput(); next != null; next = context.nextInput()) {
      correct.step(next).forEach(this::intercept);
    }
    return context.drain();
  }

  private void intercept(Output output) {
    context.noteSignRequest(output);
    if (period.contains(context.nowNs())) {
      attack.interceptOutput(output, context);
    } else {
      context.add(output);
    }
  }
}
