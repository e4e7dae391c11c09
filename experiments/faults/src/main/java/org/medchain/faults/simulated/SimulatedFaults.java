package org.medchain.faults.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.Reachability;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.model.DelayDistribution;

/** A plan as the simulation takes it. */
final class SimulatedFaults {
  private static final double NS = 1e9;

  /** What is reordered comes so much later at most, as in a faulty node. */
  private static final double HELD_BACK_MS = 100;

  private SimulatedFaults() {}

  /**
   * The faults of nodes and links; Byzantine nodes are not among them.
   *
   * @param beginNs when the load begins, from which the plan counts
   */
  static FaultPlan of(List<FaultEvent> plan, int nodes, long beginNs) {
    List<Fault> faults = new ArrayList<>();
    plan.forEach(each -> faults.addAll(faults(each.later(beginNs * 1e-9), nodes)));
    return new FaultPlan(faults);
  }

  private static List<Fault> faults(FaultEvent each, int nodes) {
    double fromS = each.fromS();
    double untilS = each.untilS();
    return switch (each.kind()) {
      case KILL, POWER_LOSS -> List.of(new Fault.Restart(each.nodes(), fromS, untilS));
      case ROLLING_RESTART -> rolling(each);
      case PARTITION_HALVES, PARTITION_RING, PARTITION_BRIDGE, PARTITION_SINGLE ->
          eclipses(each, nodes, fromS, untilS);
      case PARTITION_FLAPPING -> flapping(each, nodes);
      case LATENCY ->
          List.of(
              new Fault.Latency(
                  each.nodes(),
                  fromS,
                  untilS,
                  new DelayDistribution.Uniform(0, 2 * each.amount().orElseThrow())));
      case LOSS ->
          List.of(new Fault.Loss(each.nodes(), fromS, untilS, each.amount().orElseThrow()));
      case REORDERING -> List.of(reordering(each));
      case DUPLICATION ->
          List.of(new Fault.Duplication(each.nodes(), fromS, untilS, each.amount().orElseThrow()));
      default -> List.of();
    };
  }

  private static Fault reordering(FaultEvent each) {
    return new Fault.Reordering(
        each.nodes(),
        each.fromS(),
        each.untilS(),
        each.amount().orElseThrow(),
        new DelayDistribution.Uniform(1, HELD_BACK_MS));
  }

  private static List<Fault> rolling(FaultEvent each) {
    List<Fault> restarts = new ArrayList<>();
    long stepNs = (each.untilNs() - each.fromNs()) / each.nodes().size();
    for (int i = 0; i < each.nodes().size(); i++) {
      long fromNs = each.fromNs() + i * stepNs;
      restarts.add(
          new Fault.Restart(List.of(each.nodes().get(i)), fromNs / NS, (fromNs + stepNs / 2) / NS));
    }
    return restarts;
  }

  /** Whom each node reaches, as the links are at that time. */
  private static List<Fault> eclipses(FaultEvent each, int nodes, double fromS, double untilS) {
    List<Fault> eclipses = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      int self = node;
      List<Integer> peers =
          IntStream.range(0, nodes)
              .filter(it -> it != self && !Reachability.isCut(each, nodes, self, it, 0))
              .boxed()
              .toList();
      if (peers.size() < nodes - 1) {
        eclipses.add(new Fault.Eclipse(node, peers, fromS, untilS));
      }
    }
    return eclipses;
  }

  private static List<Fault> flapping(FaultEvent each, int nodes) {
    List<Fault> flaps = new ArrayList<>();
    long periodNs = Math.round(each.amount().orElseThrow() * 1e6);
    for (long fromNs = each.fromNs(); fromNs < each.untilNs(); fromNs += periodNs) {
      long untilNs = Math.min(each.untilNs(), fromNs + periodNs / 2);
      flaps.addAll(eclipses(each, nodes, fromNs / NS, untilNs / NS));
    }
    return flaps;
  }
}
