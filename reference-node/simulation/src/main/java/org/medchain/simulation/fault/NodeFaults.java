package org.medchain.simulation.fault;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.simulation.model.RandomStreams;

/** The faults of one node or client, sorted by effect (SIM-14). */
public final class NodeFaults {
  private final List<Fault.Silence> silences = new ArrayList<>();
  private final List<Fault.Delay> delays = new ArrayList<>();
  private final List<Fault.Loss> losses = new ArrayList<>();
  private final List<Fault.Reordering> reorderings = new ArrayList<>();
  private final List<Fault.Duplication> duplications = new ArrayList<>();
  private final UniformRandomProvider delayDraws;
  private final UniformRandomProvider lossDraws;
  private final UniformRandomProvider orderDraws;
  private final UniformRandomProvider duplicateDraws;
  private final Outages outages;

  public NodeFaults(FaultPlan plan, int party, RandomStreams random) {
    delayDraws = random.stream("fault-delay", party);
    lossDraws = random.stream("fault-loss", party);
    orderDraws = random.stream("fault-reordering", party);
    duplicateDraws = random.stream("fault-duplication", party);
    List<Fault> down = new ArrayList<>();
    for (Fault fault : plan.faults()) {
      if (fault.nodes().contains(party)) {
        add(fault, down);
      }
    }
    outages = new Outages(down);
  }

  private void add(Fault fault, List<Fault> down) {
    switch (fault) {
      case Fault.Crash crash -> down.add(crash);
      case Fault.Restart restart -> down.add(restart);
      case Fault.Silence silence -> silences.add(silence);
      case Fault.Delay delay -> delays.add(delay);
      case Fault.Loss loss -> losses.add(loss);
      case Fault.Reordering reordering -> reorderings.add(reordering);
      case Fault.Duplication duplication -> duplications.add(duplication);
      // These concern pairs of nodes: see Partitions.
      case Fault.Partition partition -> {}
      case Fault.Eclipse eclipse -> {}
    }
  }

  /** When the node is down. */
  public Outages outages() {
    return outages;
  }

  /** Whether nothing leaves the node at this time. */
  public boolean silences(long atNs) {
    for (Fault.Silence silence : silences) {
      if (silence.inForce(atNs)) {
        return true;
      }
    }
    return false;
  }

  /** Draws the extra delay of a message that leaves at this time, in ns. */
  public long drawDelayNs(long atNs) {
    long sumNs = 0;
    for (Fault.Delay delay : delays) {
      if (delay.inForce(atNs)) {
        sumNs += delay.extra().drawNs(delayDraws);
      }
    }
    for (Fault.Reordering each : reorderings) {
      if (each.inForce(atNs) && orderDraws.nextDouble() < each.probability()) {
        sumNs += each.extra().drawNs(orderDraws);
      }
    }
    return sumNs;
  }

  /** Draws whether a message that leaves at this time arrives twice. */
  public boolean drawDuplicate(long atNs) {
    boolean twice = false;
    for (Fault.Duplication each : duplications) {
      twice |= each.inForce(atNs) && duplicateDraws.nextDouble() < each.probability();
    }
    return twice;
  }

  /** Draws whether a message from or to the node that leaves its sender at this time is lost. */
  public boolean drawLoss(long atNs) {
    boolean lost = false;
    for (Fault.Loss loss : losses) {
      lost |= loss.inForce(atNs) && lossDraws.nextDouble() < loss.probability();
    }
    return lost;
  }
}
