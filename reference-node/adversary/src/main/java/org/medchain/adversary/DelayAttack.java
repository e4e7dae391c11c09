package org.medchain.adversary;

import org.medchain.consensus.Output;

/** ADV-11: delayed messages. */
record DelayAttack(ByzantineBehaviour.Slowness slowness) implements Attack {
  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (EnvelopeOutputs.leaves(output)) {
      long delayNs =
          stage
              .random()
              .between(
                  AdversaryContext.ns(slowness.leastMs()), AdversaryContext.ns(slowness.mostMs()));
      stage.schedule(delayNs, () -> stage.add(output));
    } else {
      stage.add(output);
    }
  }
}
