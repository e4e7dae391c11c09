package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A vector field on a grid, for a figure.
 *
 * @param arrows in the order of the grid; the first coordinate changes slowest
 * @param axes what the coordinates are
 */
public record PhasePortrait(List<FlowArrow> arrows, List<String> axes) {
  /**
   * The flow at one place.
   *
   * @param state coordinates
   * @param velocity how fast each coordinate grows
   */
  @SuppressWarnings("ArrayRecordComponent") // vectors are arrays in all numerics; not compared
  public record FlowArrow(double[] state, double[] velocity) {}

  /**
   * The gradient of selection in one population with two strategies: the first strategy's share
   * from 1 down to 0, and its speed.
   */
  public static PhasePortrait selectionGradient(PopulationFlow flow, int steps) {
    return new PhasePortrait(onGrid(flow, steps, 0), List.of(name(flow, 0)));
  }

  /**
   * The phase portrait of two populations with two strategies each; the shares of the first ones.
   */
  public static PhasePortrait onSquare(PopulationFlow flow, int steps) {
    return new PhasePortrait(onGrid(flow, steps, 0, 2), List.of(name(flow, 0), name(flow, 2)));
  }

  /** The flow on the grid of any populations; all shares of all strategies. */
  public static PhasePortrait vectorField(PopulationFlow flow, int steps) {
    List<String> names = flow.populations().strategies().stream().flatMap(List::stream).toList();
    int[] all = IntStream.range(0, names.size()).toArray();
    return new PhasePortrait(onGrid(flow, steps, all), names);
  }

  /** How many arrows {@link #vectorField} has. */
  public static double arrowCount(Populations populations, int steps) {
    return populations.strategies().stream()
        .mapToDouble(names -> Simplex.latticeSize(names.size(), steps))
        .reduce(1, (one, other) -> one * other);
  }

  private static List<FlowArrow> onGrid(PopulationFlow flow, int steps, int... coordinates) {
    List<double[]> states = List.of(new double[0]);
    for (List<String> names : flow.populations().strategies()) {
      states = Simplex.product(states, Simplex.lattice(names.size(), steps));
    }
    List<FlowArrow> arrows = new ArrayList<>();
    for (double[] state : states) {
      arrows.add(new FlowArrow(at(state, coordinates), at(flow.velocity(state), coordinates)));
    }
    return arrows;
  }

  private static double[] at(double[] all, int... coordinates) {
    double[] some = new double[coordinates.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = all[coordinates[i]];
    }
    return some;
  }

  private static String name(PopulationFlow flow, int place) {
    Populations populations = flow.populations();
    int p = populations.population(place);
    return populations.strategies().get(p).get(place - populations.offset(p));
  }
}
