package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.medchain.game.GroupGame;
import org.medchain.game.exact.Vectors;

/** Geometry of a simplex, and of the product of simplices that several populations live on. */
final class Simplex {
  private Simplex() {}

  /**
   * The points of the coarsest barycentric grid with at least {@code least} points, corners and
   * faces among them (the corners alone if there is one strategy).
   */
  static List<double[]> grid(int strategies, int least) {
    if (strategies == 1) {
      return List.of(new double[] {1});
    }
    int steps = 1;
    while (latticeSize(strategies, steps) < least) {
      steps++;
    }
    return lattice(strategies, steps);
  }

  /**
   * All points whose shares are multiples of 1 / {@code steps}; the first share changes slowest.
   */
  static List<double[]> lattice(int strategies, int steps) {
    return GroupGame.compositions(strategies, steps, Integer.MAX_VALUE).reversed().stream()
        .map(parts -> Arrays.stream(parts).mapToDouble(part -> part / (double) steps).toArray())
        .toList();
  }

  /** Every state of some populations with every one of the next. */
  static List<double[]> product(List<double[]> states, List<double[]> next) {
    return states.stream()
        .flatMap(
            state ->
                next.stream()
                    .map(
                        point ->
                            DoubleStream.concat(DoubleStream.of(state), DoubleStream.of(point))
                                .toArray()))
        .toList();
  }

  /** How many points {@link #lattice} has: C(steps + strategies − 1, strategies − 1). */
  static double latticeSize(int strategies, int steps) {
    return CombinatoricsUtils.binomialCoefficientDouble(steps + strategies - 1, strategies - 1);
  }

  /**
   * The state that rounding meant: shares below 0 become 0, then each population is divided by its
   * sum. Never further away than the error itself.
   */
  static double[] project(Populations populations, double[] state) {
    double[] positive = Vectors.of(state.length, i -> Math.max(0, state[i]));
    double[] sums = populations.each(p -> Vectors.sum(populations.slice(positive, p)));
    return Vectors.of(state.length, i -> positive[i] / sums[i]);
  }

  /**
   * An orthonormal basis of the directions that keep each population's sum and move only strategies
   * in {@code support} (Helmert contrasts).
   *
   * @return one row a direction
   */
  static double[][] tangent(Populations populations, boolean[] support) {
    List<double[]> basis = new ArrayList<>();
    for (int p = 0; p < populations.populationCount(); p++) {
      List<Integer> seen = new ArrayList<>();
      for (int i = populations.offset(p); i < populations.offset(p + 1); i++) {
        if (support[i] && !seen.isEmpty()) {
          double[] direction = new double[support.length];
          double length = Math.sqrt(seen.size() * (seen.size() + 1.0));
          seen.forEach(each -> direction[each] = 1 / length);
          direction[i] = -seen.size() / length;
          basis.add(direction);
        }
        if (support[i]) {
          seen.add(i);
        }
      }
    }
    return basis.toArray(double[][]::new);
  }

  /** Which strategies are in use. */
  static boolean[] support(double[] state) {
    boolean[] support = new boolean[state.length];
    for (int i = 0; i < support.length; i++) {
      support[i] = state[i] > 0;
    }
    return support;
  }
}
