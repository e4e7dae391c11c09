package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.medchain.game.dynamics.EvolutionaryDynamic.RestPointCharacterization;
import org.medchain.game.exact.Vectors;

/**
 * The derivative of a flow at a state, on the directions that keep the sums of shares.
 *
 * @param jacobian one that is right on these directions; [share][by share]
 * @param internal eigenvalues on the face of the strategies in use
 * @param external the others; empty in the inside
 * @param exact whether by formula
 * @param isDifferentiable whether the differences agree with a derivative at all
 */
@SuppressWarnings("ArrayRecordComponent") // vectors are arrays in all numerics; not compared
record Linearisation(
    double[][] jacobian,
    List<Eigenvalue> internal,
    List<Eigenvalue> external,
    boolean exact,
    boolean isDifferentiable) {
  private static final double STEP = 1e-4;

  /** Directional derivatives that are linear differ by rounding: 1e-10; a kink makes them O(1). */
  private static final double KINK = 1e-5;

  static Linearisation at(PopulationFlow flow, double[] state) {
    Populations populations = flow.populations();
    boolean exact = isByFormula(flow);
    double[][] jacobian = jacobian(flow, state);
    boolean exists = exact || isLinear(flow, state, jacobian);
    if (!exists) {
      return new Linearisation(jacobian, List.of(), List.of(), false, false);
    }
    boolean[] all = new boolean[state.length];
    Arrays.fill(all, true);
    // Faces are invariant under replicators alone: only there does the matrix fall into blocks.
    if (flow.dynamic().restPoints() == RestPointCharacterization.EQUAL_PAYOFFS) {
      return new Linearisation(
          jacobian,
          eigenvalues(restricted(jacobian, Simplex.tangent(populations, Simplex.support(state)))),
          invasion(flow, state),
          exact,
          true);
    }
    return new Linearisation(
        jacobian,
        eigenvalues(restricted(jacobian, Simplex.tangent(populations, all))),
        List.of(),
        false,
        true);
  }

  /** The derivative, right on directions that keep the sums. */
  static double[][] jacobian(PopulationFlow flow, double[] state) {
    return isByFormula(flow) ? formula(flow, state) : finiteDifferences(flow, state);
  }

  private static boolean isByFormula(PopulationFlow flow) {
    return flow.dynamic().restPoints() == RestPointCharacterization.EQUAL_PAYOFFS
        && flow.populations().linear();
  }

  /** What each strategy not in use yields above the mean: its rate of growth when rare. */
  private static List<Eigenvalue> invasion(PopulationFlow flow, double[] state) {
    Populations populations = flow.populations();
    double[] payoffs = populations.payoffs(state);
    double[] means = populations.means(state, payoffs);
    return IntStream.range(0, state.length)
        .filter(i -> !(state[i] > 0))
        .mapToObj(i -> flow.dynamic().speedFactor(means[i]) * (payoffs[i] - means[i]))
        .map(rate -> new Eigenvalue(rate, 0))
        .toList();
  }

  /**
   * The replicator's derivative where payoffs are linear (Hofbauer and Sigmund 1998); at a rest
   * point that of the adjusted one is as many times as large as its pace, in each population.
   */
  private static double[][] formula(PopulationFlow flow, double[] state) {
    Populations populations = flow.populations();
    double[] payoffs = populations.payoffs(state);
    double[][] jacobian = new double[state.length][state.length];
    double[] means = populations.means(state, payoffs);
    for (int p = 0; p < populations.populationCount(); p++) {
      for (int j = 0; j < state.length; j++) {
        double byMean = populations.population(j) == p ? payoffs[j] : 0;
        for (int k = populations.offset(p); k < populations.offset(p + 1); k++) {
          byMean += state[k] * populations.coefficient(k, j);
        }
        for (int i = populations.offset(p); i < populations.offset(p + 1); i++) {
          jacobian[i][j] = state[i] * (populations.coefficient(i, j) - byMean);
          jacobian[i][j] += i == j ? payoffs[i] - means[i] : 0;
          jacobian[i][j] *= flow.dynamic().speedFactor(means[i]);
        }
      }
    }
    return jacobian;
  }

  /**
   * Column j: the derivative towards the state in which population of j plays j alone. That
   * direction never leaves the simplex, and on directions z with sums 0 the combination Σ z_j (e_j
   * − x) is z.
   */
  static double[][] finiteDifferences(PopulationFlow flow, double[] state) {
    double[][] jacobian = new double[state.length][state.length];
    for (int j = 0; j < state.length; j++) {
      double[] derivative = towards(flow, state, corner(flow.populations(), state, j));
      for (int i = 0; i < state.length; i++) {
        jacobian[i][j] = derivative[i];
      }
    }
    return jacobian;
  }

  private static double[] corner(Populations populations, double[] state, int j) {
    double[] corner = state.clone();
    int p = populations.population(j);
    Arrays.fill(corner, populations.offset(p), populations.offset(p + 1), 0);
    corner[j] = 1;
    return corner;
  }

  /**
   * The derivative of the velocity from {@code state} towards {@code goal}, forward, third order.
   */
  private static double[] towards(PopulationFlow flow, double[] state, double[] goal) {
    double[] weights = {-11, 18, -9, 2};
    double[] derivative = new double[state.length];
    for (int k = 0; k < weights.length; k++) {
      int steps = k;
      double[] velocity =
          flow.velocity(
              Vectors.of(state.length, i -> state[i] + steps * STEP * (goal[i] - state[i])));
      for (int i = 0; i < state.length; i++) {
        derivative[i] += weights[k] * velocity[i] / (6 * STEP);
      }
    }
    return derivative;
  }

  /**
   * Whether the directional derivatives are those of a linear map: the one between two corners is
   * the mean of theirs, and those to all corners, weighted by the state, cancel.
   */
  private static boolean isLinear(PopulationFlow flow, double[] state, double[][] jacobian) {
    int size = state.length;
    double tolerance =
        KINK * (1 + Arrays.stream(jacobian).mapToDouble(Vectors::norm).max().orElse(0));
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < a; b++) {
        double[] one = corner(flow.populations(), state, a);
        double[] other = corner(flow.populations(), state, b);
        double[] derivative = towards(flow, state, Vectors.of(size, i -> (one[i] + other[i]) / 2));
        for (int i = 0; i < size; i++) {
          if (!(Math.abs(derivative[i] - (jacobian[i][a] + jacobian[i][b]) / 2) <= tolerance)) {
            return false;
          }
        }
      }
    }
    for (int p = 0; p < flow.populations().populationCount(); p++) {
      for (int i = 0; i < size; i++) {
        double sum = 0;
        for (int j = flow.populations().offset(p); j < flow.populations().offset(p + 1); j++) {
          sum += state[j] * jacobian[i][j];
        }
        if (!(Math.abs(sum) <= tolerance)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The matrix of the derivative in the coordinates of an orthonormal basis. */
  static double[][] restricted(double[][] jacobian, double[][] basis) {
    double[][] images = new double[basis.length][];
    double[][] small = new double[basis.length][];
    Arrays.setAll(
        images,
        column -> Vectors.of(jacobian.length, i -> Vectors.dot(basis[column], jacobian[i])));
    Arrays.setAll(
        small, row -> Vectors.of(basis.length, column -> Vectors.dot(basis[row], images[column])));
    return small;
  }

  /** The eigenvalues of a small square matrix, by formula up to two rows. */
  static List<Eigenvalue> eigenvalues(double[][] matrix) {
    double size = Arrays.stream(matrix).mapToDouble(Vectors::norm).max().orElse(0);
    List<Eigenvalue> eigenvalues = new ArrayList<>();
    if (size < 1e-14) {
      // The library divides by the norm.
      Arrays.stream(matrix).forEach(row -> eigenvalues.add(new Eigenvalue(0, 0)));
    } else if (matrix.length == 1) {
      eigenvalues.add(new Eigenvalue(matrix[0][0], 0));
    } else if (matrix.length == 2) {
      double half = (matrix[0][0] + matrix[1][1]) / 2;
      double difference = (matrix[0][0] - matrix[1][1]) / 2;
      double square = difference * difference + matrix[0][1] * matrix[1][0];
      double root = Math.sqrt(Math.abs(square));
      eigenvalues.add(square < 0 ? new Eigenvalue(half, root) : new Eigenvalue(half + root, 0));
      eigenvalues.add(square < 0 ? new Eigenvalue(half, -root) : new Eigenvalue(half - root, 0));
    } else {
      EigenDecomposition found = new EigenDecomposition(new Array2DRowRealMatrix(matrix));
      for (int i = 0; i < matrix.length; i++) {
        eigenvalues.add(new Eigenvalue(found.getRealEigenvalue(i), found.getImagEigenvalue(i)));
      }
    }
    return eigenvalues;
  }
}
