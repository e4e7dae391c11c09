package org.medchain.simulation.fault;

import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.simulation.model.RandomStreams;

/**
 * The faults of one node or client, sorted by effect (SIM-14). In arrays, which most of the time
 * are empty: each message asks for every kind.
 */
public final class NodeFaults {
  private final Fault.Silence[] silences;
  private final Fault.Delay[] delays;
  private final Fault.Loss[] losses;
  private final Fault.Reordering[] reorderings;
  private final Fault.Duplication[] duplications;
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
    List<Fault> own = plan.faults().stream().filter(each -> each.nodes().contains(party)).toList();
    silences = those(own, Fault.Silence.class, Fault.Silence[]::new);
    delays = those(own, Fault.Delay.class, Fault.Delay[]::new);
    losses = those(own, Fault.Loss.class, Fault.Loss[]::new);
    reorderings = those(own, Fault.Reordering.class, Fault.Reordering[]::new);
    duplications = those(own, Fault.Duplication.class, Fault.Duplication[]::new);
    outages =
        new Outages(
            own.stream()
                .filter(each -> each instanceof Fault.Crash || each instanceof Fault.Restart)
                .toList());
  }

  private static <F extends Fault> F[] those(
      List<Fault> own, Class<F> kind, IntFunction<F[]> array) {
    return own.stream().filter(kind::isInstance).map(kind::cast).toArray(array);
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
