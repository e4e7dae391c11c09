package org.medchain.adversary;

import org.medchain.consensus.Output;

/** ADV-11: what is said late. */
final class SlownessPlot implements Plot {
  private final Behaviour.Slowness slowness;

  SlownessPlot(Behaviour.Slowness slowness) {
    this.slowness = slowness;
  }

  @Override
  public void outgoing(Output output, Stage stage) {
    switch (output) {
      case Output.Send send -> hold(output, stage);
      case Output.Broadcast broadcast -> hold(output, stage);
      case Output.Reply reply -> hold(output, stage);
      case Output.ServeSnapshot serve -> hold(output, stage);
      default -> stage.add(output); // only what leaves the node is late
    }
  }

  private void hold(Output output, Stage stage) {
    long delayNs = stage.draws().between(slowness.leastNs(), slowness.mostNs());
    stage.later(delayNs, () -> stage.add(output));
  }
}
