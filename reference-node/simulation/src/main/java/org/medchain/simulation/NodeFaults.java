package org.medchain.simulation;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** The faults of one node or client, sorted by what they do (SIM-14). */
final class NodeFaults {
  private final List<Fault.Silence> silences = new ArrayList<>();
  private final List<Fault.Delay> delays = new ArrayList<>();
  private final List<Fault.Loss> losses = new ArrayList<>();
  private final UniformRandomProvider delayDraws;
  private final UniformRandomProvider lossDraws;
  private long crashNs = Fault.ALWAYS_NS;

  NodeFaults(FaultPlan plan, int party, RandomStreams random) {
    delayDraws = random.stream("fault-delay", party);
    lossDraws = random.stream("fault-loss", party);
    for (Fault fault : plan.faults()) {
      if (fault.nodes().contains(party)) {
        add(fault);
      }
    }
  }

  private void add(Fault fault) {
    switch (fault) {
      case Fault.Crash crash -> crashNs = Math.min(crashNs, crash.fromNs());
      case Fault.Silence silence -> silences.add(silence);
      case Fault.Delay delay -> delays.add(delay);
      case Fault.Loss loss -> losses.add(loss);
    }
  }

  /** From when on the node does nothing any more; {@link Fault#ALWAYS_NS} for never. */
  long crashNs() {
    return crashNs;
  }

  /** Whether nothing leaves the node at this time. */
  boolean silences(long atNs) {
    for (Fault.Silence silence : silences) {
      if (silence.inForce(atNs)) {
        return true;
      }
    }
    return false;
  }

  /** Draws what a message that leaves at this time takes longer, in ns. */
  long drawDelayNs(long atNs) {
    long sumNs = 0;
    for (Fault.Delay delay : delays) {
      if (delay.inForce(atNs)) {
        sumNs += delay.extra().drawNs(delayDraws);
      }
    }
    return sumNs;
  }

  /** Draws whether a message from or to the node that leaves its sender at this time is lost. */
  boolean drawLoss(long atNs) {
    boolean lost = false;
    for (Fault.Loss loss : losses) {
      lost |= loss.inForce(atNs) && lossDraws.nextDouble() < loss.probability();
    }
    return lost;
  }
}
