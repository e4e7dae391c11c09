package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.medchain.game.dynamics.EvolutionaryDynamic.RestPointCharacterization;
import org.medchain.game.exact.Vectors;

/**
 * Rest points by Newton's method from a grid of starts.
 *
 * <p>Where rest means equal payoffs (replicator; and Nash, whose dynamics have kinks just there),
 * the field is that of the replicator, each start stays on its own face, and faces are searched one
 * by one; Nash equilibria are then picked out.
 */
final class NewtonSearch {
  private static final int ITERATIONS = 60;
  private static final double SAME = 1e-6;
  private static final double FLAT = 1e-3;
  private static final double RESIDUAL = 1e-12;

  private final PopulationFlow flow;
  private final boolean faces;
  private final boolean nash;
  private final List<double[]> starts;

  NewtonSearch(PopulationFlow flow, int least) {
    this.faces = flow.dynamic().restPoints() != RestPointCharacterization.PERTURBED;
    this.flow =
        faces ? new PopulationFlow(new EvolutionaryDynamic.Replicator(), flow.populations()) : flow;
    this.starts = starts(flow.populations(), least);
    this.nash = flow.dynamic().restPoints() == RestPointCharacterization.NASH;
  }

  int startCount() {
    return starts.size();
  }

  List<double[]> restPoints() {
    List<double[]> ends =
        starts.stream()
            .map(start -> snapped(newton(start)))
            .filter(end -> speed(end) <= RESIDUAL)
            .filter(end -> !nash || flow.populations().regret(end) <= 1e-9)
            .sorted(Comparator.comparingDouble(this::speed))
            .toList();
    List<double[]> found = new ArrayList<>();
    for (double[] end : ends) {
      if (found.stream().noneMatch(each -> same(each, end))) {
        found.add(end);
      }
    }
    return found;
  }

  private double speed(double[] state) {
    return Vectors.norm(flow.velocity(state));
  }

  /**
   * Whether two ends are one rest point. About a multiple root, as at a bifurcation, the field is
   * so flat that Newton's method stops anywhere in a neighbourhood; then it is flat between them
   * too.
   */
  private boolean same(double[] a, double[] b) {
    double[] middle = Vectors.of(a.length, i -> (a[i] + b[i]) / 2);
    double distance = Vectors.distance(a, b);
    return distance < SAME || (distance < FLAT && speed(middle) <= RESIDUAL);
  }

  /** On a face, if rounding is all that keeps it from there. */
  private double[] snapped(double[] state) {
    double[] onFace = Vectors.of(state.length, i -> faces && state[i] < SAME ? 0 : state[i]);
    double[] snapped = Simplex.project(flow.populations(), onFace);
    return speed(snapped) <= RESIDUAL ? snapped : state;
  }

  /** The product of one grid for each population. */
  private static List<double[]> starts(Populations populations, int least) {
    double each = Math.pow(least, 1.0 / populations.populationCount());
    List<double[]> starts = List.of(new double[0]);
    for (List<String> names : populations.strategies()) {
      starts = Simplex.product(starts, Simplex.grid(names.size(), (int) Math.ceil(each)));
    }
    return starts;
  }

  private double[] newton(double[] start) {
    double[] state = start;
    boolean[] support = Simplex.support(state);
    if (!faces) {
      Arrays.fill(support, true);
    }
    double[][] basis = Simplex.tangent(flow.populations(), support);
    for (int k = 0; k < ITERATIONS && basis.length > 0; k++) {
      double[] step = step(state, basis);
      double[] next = damped(state, step);
      if (Vectors.distance(next, state) < 1e-16) {
        return next;
      }
      state = next;
    }
    return state;
  }

  /** The step of least length that makes the linearised velocity smallest. */
  private double[] step(double[] state, double[][] basis) {
    double[][] jacobian = Linearisation.jacobian(flow, state);
    double[] velocity = flow.velocity(state);
    double[] right = Vectors.of(basis.length, row -> -Vectors.dot(basis[row], velocity));
    double[] solved =
        new SingularValueDecomposition(
                new Array2DRowRealMatrix(Linearisation.restricted(jacobian, basis), false))
            .getSolver()
            .solve(new ArrayRealVector(right, false))
            .toArray();
    return Vectors.of(
        state.length,
        i -> Vectors.sum(Vectors.of(basis.length, row -> solved[row] * basis[row][i])));
  }

  /** Halves the step until the velocity falls; a step out of the simplex is cut at its boundary. */
  private double[] damped(double[] state, double[] step) {
    double speed = speed(state);
    double[] next = state;
    for (double part = 1; part > 1e-4; part /= 2) {
      double taken = part;
      double[] tried = Vectors.of(state.length, i -> Math.max(0, state[i] + taken * step[i]));
      next = Simplex.project(flow.populations(), tried);
      if (speed(next) < speed) {
        return next;
      }
    }
    return speed < RESIDUAL ? state : next;
  }
}
