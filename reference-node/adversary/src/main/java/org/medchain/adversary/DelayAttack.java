package org.medchain.adversary;

import org.medchain.consensus.Output;

/** ADV-11: delayed messages. */
record DelayAttack(ByzantineBehaviour.DelayedSending slowness) implements Attack {
  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    switch (output) {
      case Output.Send send -> delay(output, stage);
      case Output.Broadcast broadcast -> delay(output, stage);
      case Output.Reply reply -> delay(output, stage);
      case Output.ServeSnapshot serve -> delay(output, stage);
      default -> stage.add(output); // only what leaves the node is late
    }
  }

  private void delay(Output output, AdversaryContext stage) {
    long delayNs = stage.random().between(slowness.leastNs(), slowness.mostNs());
    stage.schedule(delayNs, () -> stage.add(output));
  }
}
