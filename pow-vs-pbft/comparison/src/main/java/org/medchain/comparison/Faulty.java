package org.medchain.comparison;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.simulation.DelayDistribution;
import org.medchain.simulation.Fault;
import org.medchain.simulation.FaultPlan;
import org.medchain.simulation.RandomStreams;

/**
 * The faulty nodes of a trial: a random choice, the same for both protocols, and what is wrong with
 * them from time 0 to the end (CMP-3).
 *
 * @param nodes their indices, ascending
 * @param plan for the simulation
 */
record Faulty(List<Integer> nodes, FaultPlan plan) {
  static Faulty of(TrialCell cell) {
    List<Integer> nodes = choose(cell);
    return new Faulty(
        nodes, nodes.isEmpty() ? FaultPlan.NONE : new FaultPlan(List.of(fault(cell, nodes))));
  }

  /** The first of a shuffled row (Fisher and Yates 1938). */
  private static List<Integer> choose(TrialCell cell) {
    UniformRandomProvider random = new RandomStreams(cell.pairSeed()).stream("faulty", 0);
    List<Integer> row = new ArrayList<>();
    for (int node = 0; node < cell.nodes(); node++) {
      row.add(node);
    }
    for (int i = 0; i < cell.faulty(); i++) {
      int other = i + random.nextInt(row.size() - i);
      row.set(i, row.set(other, row.get(i)));
    }
    return row.subList(0, cell.faulty()).stream().sorted().toList();
  }

  private static Fault fault(TrialCell cell, List<Integer> nodes) {
    var strength = cell.config().faultParameters();
    return switch (cell.fault()) {
      case CRASH -> new Fault.Crash(nodes, 0);
      case SILENCE -> new Fault.Silence(nodes, 0, Fault.ALWAYS_NS);
      case DELAY ->
          new Fault.Delay(
              nodes, 0, Fault.ALWAYS_NS, new DelayDistribution.Constant(strength.delayMs()));
      case LOSS -> new Fault.Loss(nodes, 0, Fault.ALWAYS_NS, strength.loss());
    };
  }
}
