package org.medchain.game.equilibrium;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.medchain.game.equilibrium.SolutionProof.ProofVerdict;
import org.medchain.game.equilibrium.SolutionProof.ProvenSolution;
import org.medchain.game.equilibrium.SupportSystem.VertexPayoffs;
import org.medchain.game.exact.Vectors;

/**
 * All equilibria with given actions in use, of three or more players who mix: a product of
 * simplices is bisected until each cell is either ruled out by ranges or shown to hold at most one
 * solution (Neumaier 1990, section 5.1), to which Newton's method then goes, and of which a {@link
 * SolutionProof} decides whether it is an equilibrium. Cells and solutions that stay undecided, as
 * they do at a continuum or a double root, are reported as such.
 *
 * <p>Payoffs are between 0 and 1, so that rounding moves a yield by less than 1e-13: the tests of
 * cells in {@code double}, which leave more room than that, are proofs too.
 */
final class SubdivisionSearch {
  private static final double ROUNDING = 1e-12;
  private static final double ACCURACY = 1e-9;
  private static final double SMALLEST_EDGE = 1e-5;
  private static final int MOST_CELLS = 20_000;
  private static final double DEFERRED_EDGE_WEIGHT = 1.0 / 1024;

  /** Solutions beyond a cell's border by this part of its edges count as within. */
  private static final double BORDER = 1e-9;

  /** A point as far beyond is not followed further. */
  private static final double BEYOND = 1e-6;

  private final SupportSystem system;
  private final SolutionProof proof;
  private final List<ProvenSolution> proven = new ArrayList<>();
  private final List<double[][]> approximations = new ArrayList<>();
  private final Deque<double[][][]> open = new ArrayDeque<>();
  private boolean isComplete = true;
  private boolean stopped;
  private int cells;

  SubdivisionSearch(SupportSystem system, SolutionProof proof) {
    this.system = system;
    this.proof = proof;
    open.push(system.fullCell());
    while (!open.isEmpty() && !stopped) {
      cells++;
      double[][][] cell = open.pop();
      examine(cell);
      stopped |= cells >= MOST_CELLS && !open.isEmpty();
      if (stopped) {
        sample(cell);
      }
    }
  }

  /** The equilibria, each with its proof. */
  List<ProvenSolution> solutions() {
    return proven.stream().filter(each -> each.verdict() == ProofVerdict.EQUILIBRIUM).toList();
  }

  /**
   * What may be near others: for each player who mixes, the probabilities of the actions in use.
   */
  List<double[][]> approximations() {
    return approximations;
  }

  /** Whether there are no others. */
  boolean isComplete() {
    return isComplete && !stopped;
  }

  /** About how many multiplications it took. */
  long work() {
    return cells * system.effort();
  }

  /**
   * One point of the continuum that may be the reason why a cell stays undecided: from the centre
   * of everything, because round numbers often lie there, or else from that cell.
   */
  private void sample(double[][][] cell) {
    int before = proven.size() + approximations.size();
    for (double[][][] from : List.of(system.fullCell(), cell)) {
      double[][] weights = centre(from);
      if (proven.size() + approximations.size() == before && descend(from, weights)) {
        double[][] mixed = mixture(pointOf(from, weights));
        proof
            .inFractions(mixed, new BigFraction(1, 100_000_000))
            .ifPresentOrElse(this::notTwice, () -> approximate(mixed));
      }
    }
  }

  /**
   * Levenberg's and Marquardt's method, which goes to a nearby solution also where solutions are
   * not isolated (Yamashita and Fukushima 2001). Whether it arrived.
   */
  private boolean descend(double[][][] cell, double[][] weights) {
    for (int step = 0; step < 60; step++) {
      VertexPayoffs here = system.payoffsAt(pointOf(cell, weights));
      RealVector residual =
          new ArrayRealVector(system.residuals(here, new int[cell.length]), false);
      double size = residual.getNorm();
      if (size < 1e-14) {
        return true;
      }
      RealMatrix slope = slopeAt(cell, weights);
      RealMatrix turned = slope.transpose();
      RealMatrix normal = turned.multiply(slope);
      for (int row = 0; row < normal.getRowDimension(); row++) {
        normal.addToEntry(row, row, size * size);
      }
      DecompositionSolver solver = new LUDecomposition(normal, Double.MIN_NORMAL).getSolver();
      if (!solver.isNonSingular()) {
        return size < ROUNDING;
      }
      move(weights, solver.solve(turned.operate(residual)).toArray());
    }
    return false;
  }

  private void examine(double[][][] cell) {
    VertexPayoffs tables = system.payoffsAt(cell);
    if (system.excludes(tables, ROUNDING)) {
      return;
    }
    double[][][] jacobian = system.jacobian(tables, true);
    LUDecomposition middle = new LUDecomposition(part(jacobian, 0), Double.MIN_NORMAL);
    if (!middle.getSolver().isNonSingular()) {
      divide(cell);
      return;
    }
    RealMatrix inverse = middle.getSolver().getInverse();
    if (!system.excludes(tables, inverse.getData(), ROUNDING) && !single(cell, jacobian, inverse)) {
      divide(cell);
    }
  }

  /** Whether the cell is done with: it has one solution, which is noted, or none. */
  private boolean single(double[][][] cell, double[][][] jacobian, RealMatrix inverse) {
    // |1 − Y·A| + |Y|·R < 1, rounding and the border in R: all slopes in the cell are regular, so
    // two points never have the same residual.
    double room = ROUNDING + 16 * BORDER * vertexCount(cell) * Math.pow(longestEdge(cell), 2);
    RealMatrix spread = part(jacobian, 1).scalarAdd(room);
    RealMatrix off = inverse.multiply(part(jacobian, 0));
    RealMatrix one = MatrixUtils.createRealIdentityMatrix(off.getRowDimension());
    RealMatrix bound = absolute(off.subtract(one)).add(absolute(inverse).multiply(spread));
    if (!(bound.transpose().getNorm() < 1 - ACCURACY)) {
      return false;
    }
    double[][] weights = centre(cell);
    for (int step = 0; step < 60; step++) {
      VertexPayoffs here = system.payoffsAt(pointOf(cell, weights));
      LUDecomposition slope = new LUDecomposition(slopeAt(cell, weights), Double.MIN_NORMAL);
      if (!slope.getSolver().isNonSingular()) {
        return false;
      }
      double[] change =
          slope.getSolver().getInverse().operate(system.residuals(here, new int[cell.length]));
      if (move(weights, change) < 1e-15) {
        break;
      }
    }
    return isWithin(weights, BEYOND) && accept(cell, mixture(pointOf(cell, weights)));
  }

  private static boolean isWithin(double[][] weights, double border) {
    return Arrays.stream(weights).flatMapToDouble(Arrays::stream).allMatch(each -> each > -border);
  }

  /** Whether the solution near a point is the cell's own, which is then settled. */
  private boolean accept(double[][][] cell, double[][] mixed) {
    // Neighbouring cells share solutions on their border.
    ProvenSolution found =
        proven.stream()
            .filter(each -> isNear(mixed, system.mixtures(each.profile())))
            .findFirst()
            .orElseGet(() -> proof.near(mixed));
    if (found.verdict() == ProofVerdict.UNDECIDED) {
      isComplete = false;
      approximate(mixed);
      return true;
    }
    notTwice(found);
    return isWithin(weightsOf(cell, system.mixtures(found.profile())), BORDER);
  }

  /** Whether Newton's method went to a solution that is known, as far as its decimals tell. */
  private static boolean isNear(double[][] mixed, double[][] known) {
    return IntStream.range(0, mixed.length)
        .noneMatch(at -> Vectors.distance(mixed[at], known[at]) > 1e-14);
  }

  private void notTwice(ProvenSolution found) {
    if (proven.stream().noneMatch(found::isSame)) {
      proven.add(found);
    }
  }

  private void approximate(double[][] mixed) {
    double least = Arrays.stream(mixed).flatMapToDouble(Arrays::stream).min().orElse(0);
    double[][][] point = repeated(mixed);
    if (least > ACCURACY && system.regret(system.payoffsAt(point)) <= ACCURACY) {
      approximations.add(mixed);
    }
  }

  /** How much of each vertex of the cell there is in a point. */
  private static double[][] weightsOf(double[][][] cell, double[][] mixed) {
    double[][] weights = new double[cell.length][];
    for (int at = 0; at < cell.length; at++) {
      RealMatrix vertices = new Array2DRowRealMatrix(cell[at]).transpose();
      DecompositionSolver solver = new LUDecomposition(vertices, Double.MIN_NORMAL).getSolver();
      weights[at] = solver.solve(new ArrayRealVector(mixed[at])).toArray();
    }
    return weights;
  }

  private static double[][] mixture(double[][][] point) {
    return Arrays.stream(point).map(simplex -> simplex[0]).toArray(double[][]::new);
  }

  /** All vertices of each simplex put at one point of it: tables then hold one value. */
  private static double[][][] pointOf(double[][][] cell, double[][] weights) {
    double[][] mixed = new double[cell.length][];
    for (int at = 0; at < cell.length; at++) {
      double[][] vertices = cell[at];
      double[] of = weights[at];
      mixed[at] =
          Vectors.of(
              of.length,
              action -> Vectors.sum(Vectors.of(of.length, v -> of[v] * vertices[v][action])));
    }
    return repeated(mixed);
  }

  /** A cell all of whose vertices are one point. */
  private static double[][][] repeated(double[][] mixed) {
    return Arrays.stream(mixed)
        .map(mix -> Collections.nCopies(mix.length, mix).toArray(double[][]::new))
        .toArray(double[][][]::new);
  }

  /** The slopes at one point, along the edges of the cell. */
  private RealMatrix slopeAt(double[][][] cell, double[][] weights) {
    double[][][] around = pointOf(cell, weights);
    for (int at = 0; at < cell.length; at++) {
      double[] centre = around[at][0];
      for (int vertex = 0; vertex < cell[at].length; vertex++) {
        double[] corner = cell[at][vertex];
        double[] first = cell[at][0];
        around[at][vertex] =
            Vectors.of(centre.length, action -> centre[action] + (corner[action] - first[action]));
      }
    }
    // Only one opponent moves at a time, so the combination of first vertices tells.
    return part(system.jacobian(system.payoffsAt(around), false), 0);
  }

  private static double move(double[][] weights, double[] change) {
    double most = 0;
    int unknown = 0;
    for (double[] simplex : weights) {
      for (int vertex = 1; vertex < simplex.length; vertex++) {
        simplex[vertex] -= change[unknown];
        simplex[0] += change[unknown];
        most = Math.max(most, Math.abs(change[unknown++]));
      }
    }
    return most;
  }

  private static double[][] centre(double[][][] cell) {
    return Arrays.stream(cell)
        .map(simplex -> Vectors.of(simplex.length, vertex -> 1.0 / simplex.length))
        .toArray(double[][]::new);
  }

  private static RealMatrix part(double[][][] ranges, int which) {
    return new Array2DRowRealMatrix(
        Arrays.stream(ranges)
            .map(row -> Vectors.of(row.length, column -> row[column][which]))
            .toArray(double[][]::new));
  }

  private static RealMatrix absolute(RealMatrix matrix) {
    return new Array2DRowRealMatrix(
        Arrays.stream(matrix.getData())
            .map(row -> Arrays.stream(row).map(Math::abs).toArray())
            .toArray(double[][]::new));
  }

  /**
   * Halves the longest edge of the cell. Where a player uses more actions than the others' mixes
   * can make indifferent, it is their edges that tell, and the own ones wait.
   */
  private void divide(double[][][] cell) {
    int[] longest = new int[3];
    double length = -1;
    double urgency = -1;
    for (int at = 0; at < cell.length; at++) {
      boolean waits = 2 * (cell[at].length - 1) > system.equationCount();
      for (int one = 0; one < cell[at].length; one++) {
        for (int two = 0; two < one; two++) {
          double edge = Vectors.distance(cell[at][one], cell[at][two]);
          double urgent = waits ? edge * DEFERRED_EDGE_WEIGHT : edge;
          if (urgent > urgency) {
            urgency = urgent;
            length = edge;
            longest = new int[] {at, one, two};
          }
        }
      }
    }
    if (length < SMALLEST_EDGE) {
      stopped = true;
      return;
    }
    open.push(half(cell, longest[0], longest[1], longest[2]));
    open.push(half(cell, longest[0], longest[2], longest[1]));
  }

  private static int vertexCount(double[][][] cell) {
    return Arrays.stream(cell).mapToInt(simplex -> simplex.length).sum();
  }

  private static double longestEdge(double[][][] cell) {
    return 2
        * Arrays.stream(cell)
            .flatMapToDouble(
                simplex -> Arrays.stream(simplex).mapToDouble(v -> Vectors.distance(simplex[0], v)))
            .reduce(0, Math::max);
  }

  private static double[][][] half(double[][][] cell, int at, int keep, int replace) {
    double[][][] half = cell.clone();
    half[at] = cell[at].clone();
    half[at][replace] =
        Vectors.of(
            cell[at].length, action -> (cell[at][keep][action] + cell[at][replace][action]) / 2);
    return half;
  }
}
