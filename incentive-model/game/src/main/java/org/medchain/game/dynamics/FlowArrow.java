package org.medchain.game.dynamics;

import java.util.List;

/**
 * The flow at one place.
 *
 * @param state shares of all strategies
 * @param velocity how fast each of them grows
 */
@SuppressWarnings("ArrayRecordComponent") // vectors are arrays in all numerics; not compared
public record FlowArrow(double[] state, double[] velocity) {
  /** The flow on the grid of any populations; the first share changes slowest. */
  public static List<FlowArrow> field(PopulationFlow flow, int steps) {
    List<double[]> states = List.of(new double[0]);
    for (List<String> names : flow.populations().strategies()) {
      states = Simplex.product(states, Simplex.lattice(names.size(), steps));
    }
    return states.stream().map(state -> new FlowArrow(state, flow.velocity(state))).toList();
  }

  /** How many arrows {@link #field} has. */
  public static double count(Populations populations, int steps) {
    return populations.strategies().stream()
        .mapToDouble(names -> Simplex.latticeSize(names.size(), steps))
        .reduce(1, (one, other) -> one * other);
  }
}
