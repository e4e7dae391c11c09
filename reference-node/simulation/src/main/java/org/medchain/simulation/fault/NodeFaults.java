package org.medchain.simulation.fault;

import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.RandomStreams;

/**
 * The faults of one node or client, and their effect on messages (SIM-14). In an array, which most
 * of the time is empty: each message asks for every kind.
 */
public final class NodeFaults {
  private final Fault[] own;
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
    own = plan.faults().stream().filter(each -> each.nodes().contains(party)).toArray(Fault[]::new);
    outages =
        new Outages(
            Stream.of(own)
                .filter(each -> each instanceof Fault.Crash || each instanceof Fault.Restart)
                .toList());
  }

  /** When the node is down. */
  public Outages outages() {
    return outages;
  }

  /** Whether nothing leaves the node at this time. */
  public boolean silences(long atNs) {
    for (Fault each : own) {
      if (each instanceof Fault.Silence && each.inForce(atNs)) {
        return true;
      }
    }
    return false;
  }

  /** Draws the extra delay of a message that leaves at this time, in ns. */
  public long drawDelayNs(long atNs) {
    long sumNs = 0;
    for (Fault each : own) {
      sumNs += each.inForce(atNs) ? drawDelayNs(each) : 0;
    }
    return sumNs;
  }

  private long drawDelayNs(Fault fault) {
    return switch (fault) {
      case Fault.Delay delay -> new DelayDistribution.Constant(delay.delayMs()).drawNs(delayDraws);
      case Fault.Latency some -> some.extra().drawNs(delayDraws);
      case Fault.Reordering some when orderDraws.nextDouble() < some.probability() ->
          some.extra().drawNs(orderDraws);
      default -> 0;
    };
  }

  /** Draws whether a message that leaves at this time arrives twice. */
  public boolean drawDuplicate(long atNs) {
    boolean twice = false;
    for (Fault each : own) {
      twice |=
          each instanceof Fault.Duplication some
              && each.inForce(atNs)
              && duplicateDraws.nextDouble() < some.probability();
    }
    return twice;
  }

  /** Draws whether a message from or to the node that leaves its sender at this time is lost. */
  public boolean drawLoss(long atNs) {
    boolean lost = false;
    for (Fault each : own) {
      lost |=
          each instanceof Fault.Loss some
              && each.inForce(atNs)
              && lossDraws.nextDouble() < some.loss();
    }
    return lost;
  }
}
