package org.medchain.game.solution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.medchain.game.Game;
import org.medchain.game.exact.Vectors;
import org.medchain.game.solution.LogitSystem.LogitResidual;

/**
 * A branch of logit quantal response equilibria (McKelvey and Palfrey 1995): each player takes each
 * action with a probability proportional to exp(λ · what it yields). It is followed by predictor
 * and corrector in its own length (Allgower and Georg 1990), so that a fold, where λ turns back, is
 * a place like any other.
 *
 * <p>The principal branch comes from λ = 0, where all mix uniformly; its limit at ever higher
 * precision λ is a Nash equilibrium, the limiting logit equilibrium, which generic games have one
 * of. Where another branch crosses (as symmetry makes it do), the place is told and the branch
 * followed straight on.
 *
 * <p>λ is one over a payoff: with payoffs c times as large the same behaviour has a λ c times as
 * small. The normalised λ is λ times the largest range of a player's payoffs, and does not depend
 * on units.
 */
public final class LogitPath {
  private static final int STEPS_MOST = 20_000;
  private static final double STEP_FIRST = 0.01;
  private static final double STEP_LEAST = 1e-12;

  /** Corrections in log-probabilities beyond this could end on another branch. */
  private static final double CORRECTION_MOST = 0.03;

  /** Probabilities change by no more in one step: for safety, and for figures that look round. */
  private static final double CHANGE_MOST = 0.04;

  /** Below it a correction that does not shrink is the rounding of λ times a payoff. */
  private static final double ROUNDING = 1e-8;

  private static final int NEWTON_MOST = 8;

  private final LogitSystem system;
  private final List<LogitPathPoint> nodes = new ArrayList<>();
  private final List<Double> folds = new ArrayList<>();
  private final List<Double> bifurcations = new ArrayList<>();
  private boolean isComplete;

  /**
   * The path through a solution.
   *
   * @param start a solution
   * @param direction of its first step in λ, 1 or −1
   */
  LogitPath(LogitSystem system, double[] start, int direction, double lambdaMost) {
    this.system = system;
    double[] first = new double[system.size() + 1];
    first[system.size()] = direction;
    nodes.add(node(start, first));
    follow(lambdaMost);
  }

  /**
   * The principal branch.
   *
   * @param normalisedLambdaMost how far; 1 is little, 1000 nearly always shows the limit
   */
  public static LogitPath principal(Game game, double normalisedLambdaMost) {
    if (!(normalisedLambdaMost > 0 && normalisedLambdaMost <= 1e6)) {
      throw new IllegalArgumentException(
          "the normalised lambda is over 0 and at most 1e6, not " + normalisedLambdaMost);
    }
    LogitSystem system = new LogitSystem(game);
    return new LogitPath(system, system.centroid(), 1, normalisedLambdaMost);
  }

  /** The path through a solution, followed both ways, from one end to the other. */
  static LogitPath trace(LogitSystem system, double[] at, double lambdaMost) {
    LogitPath path = new LogitPath(system, at, 1, lambdaMost);
    LogitPath back = new LogitPath(system, at, -1, lambdaMost);
    path.folds.addAll(0, back.folds.reversed());
    path.bifurcations.addAll(0, back.bifurcations.reversed());
    for (LogitPathPoint node : back.nodes.subList(1, back.nodes.size())) {
      path.nodes.add(0, turned(node));
    }
    path.isComplete &= back.isComplete;
    return path;
  }

  /** The same place on the way back. */
  private static LogitPathPoint turned(LogitPathPoint node) {
    double[] tangent = Arrays.stream(node.tangent).map(each -> -each).toArray();
    return new LogitPathPoint(node.coordinates, tangent, -node.orientation);
  }

  /**
   * A solution.
   *
   * @param coordinates the log-probabilities and λ
   * @param tangent of length 1, in the direction of travel
   * @param orientation the sign of the determinant that changes where another branch crosses
   */
  @SuppressWarnings("ArrayRecordComponent") // vectors are arrays in all numerics; not compared
  record LogitPathPoint(double[] coordinates, double[] tangent, int orientation) {
    double lambda() {
      return coordinates[coordinates.length - 1];
    }

    double lambdaSlope() {
      return tangent[coordinates.length - 1];
    }
  }

  List<LogitPathPoint> nodes() {
    return nodes;
  }

  LogitSystem system() {
    return system;
  }

  /** The points of the branch in order; λ falls between two folds. */
  public List<QuantalResponseEquilibrium> points() {
    return nodes.stream().map(node -> system.point(node.coordinates)).toList();
  }

  /** The points of the branch at this normalised λ, more than one if it folds. */
  public List<QuantalResponseEquilibrium> at(double normalisedLambda) {
    return solutionsAt(normalisedLambda).stream().map(system::point).toList();
  }

  /** Of the principal branch, the point that is nearest to the limiting logit equilibrium. */
  public QuantalResponseEquilibrium last() {
    return system.point(nodes.getLast().coordinates);
  }

  /** The lowest normalised λ on it. */
  public double lowest() {
    return nodes.stream().mapToDouble(LogitPathPoint::lambda).min().orElseThrow();
  }

  /** The normalised λ at which the branch turns. */
  public List<Double> folds() {
    return List.copyOf(folds);
  }

  /** The normalised λ at which another branch crosses. */
  public List<Double> bifurcations() {
    return List.copyOf(bifurcations);
  }

  /** The largest range of a player's payoffs: the unit of the normalised λ is one over it. */
  public double payoffScale() {
    return system.payoffScale();
  }

  /** False if the branch was given up before the λ that was asked for, or 0. */
  public boolean isComplete() {
    return isComplete;
  }

  /** The solutions at this λ, in the order in which the path meets them. */
  List<double[]> solutionsAt(double lambda) {
    List<double[]> found = new ArrayList<>();
    if (lambda == 0) {
      found.add(nodes.get(0).coordinates);
    }
    for (int step = 0; step + 1 < nodes.size(); step++) {
      LogitPathPoint from = nodes.get(step);
      LogitPathPoint to = nodes.get(step + 1);
      boolean within = (from.lambda() < lambda) != (to.lambda() < lambda);
      if (within && to.lambda() == lambda) {
        found.add(to.coordinates);
      } else if (within && from.lambda() != lambda) {
        double[] at = between(from, to, node -> node.lambda() - lambda).coordinates.clone();
        at[system.size()] = lambda;
        found.add(polish(at));
      }
    }
    return found;
  }

  private void follow(double lambdaMost) {
    double step = STEP_FIRST;
    while (nodes.size() < STEPS_MOST && step > STEP_LEAST) {
      LogitPathPoint from = nodes.get(nodes.size() - 1);
      Optional<LogitPathPoint> next = step(from, step).filter(to -> near(from, to));
      if (next.isEmpty()) {
        step /= 2;
      } else {
        LogitPathPoint to = next.get();
        if (from.lambdaSlope() > 0 != to.lambdaSlope() > 0) {
          folds.add(between(from, to, LogitPathPoint::lambdaSlope).lambda());
        }
        if (from.orientation != to.orientation) {
          bifurcations.add(between(from, to, node -> node.orientation).lambda());
        }
        nodes.add(to);
        step *= 1.5;
        // Below 0 there is nothing: the path is the principal branch, backwards.
        if (to.lambda() >= lambdaMost || to.lambda() <= 0) {
          isComplete = true;
          return;
        }
      }
    }
  }

  private boolean near(LogitPathPoint from, LogitPathPoint to) {
    return Vectors.dot(from.tangent, to.tangent) > 0.95
        && Vectors.distance(
                system.probabilities(from.coordinates), system.probabilities(to.coordinates))
            < CHANGE_MOST;
  }

  /** Predicts along the tangent, then corrects at a right angle to it. */
  private Optional<LogitPathPoint> step(LogitPathPoint from, double length) {
    double[] at =
        Vectors.of(
            from.coordinates.length, row -> from.coordinates[row] + length * from.tangent[row]);
    double last = Double.POSITIVE_INFINITY;
    for (int round = 0; round < NEWTON_MOST; round++) {
      LogitResidual values = system.values(at);
      double[] rest = Arrays.copyOf(values.residual(), at.length);
      double[] right = Vectors.of(at.length, row -> -rest[row]);
      double[] delta = PivotedSolution.of(bordered(values, from.tangent), right).solution();
      double size = 0;
      for (int row = 0; row < at.length; row++) {
        at[row] += delta[row];
        size = Math.max(size, Math.abs(delta[row]) / (1 + Math.abs(at[row])));
      }
      // Written so that not-a-number is a failure too.
      if (!(size < CORRECTION_MOST) || (size > ROUNDING && size > last / 2)) {
        return Optional.empty();
      }
      if (size < 1e-14 || (size < ROUNDING && size > last / 2)) {
        return Optional.of(node(at, from.tangent));
      }
      last = size;
    }
    return last < ROUNDING ? Optional.of(node(at, from.tangent)) : Optional.empty();
  }

  private LogitPathPoint node(double[] at, double[] direction) {
    double[] end = new double[at.length];
    end[at.length - 1] = 1;
    PivotedSolution solved = PivotedSolution.of(bordered(system.values(at), direction), end);
    double length = Math.sqrt(Arrays.stream(solved.solution()).map(each -> each * each).sum());
    double[] tangent = Arrays.stream(solved.solution()).map(each -> each / length).toArray();
    return new LogitPathPoint(at, tangent, solved.sign());
  }

  private double[][] bordered(LogitResidual values, double[] border) {
    double[][] matrix = new double[system.size() + 1][];
    System.arraycopy(values.jacobian(), 0, matrix, 0, system.size());
    matrix[system.size()] = border;
    return matrix;
  }

  /** Where on the way from one node to the next the sign of {@code test} changes, by bisection. */
  private LogitPathPoint between(
      LogitPathPoint from, LogitPathPoint to, ToDoubleFunction<LogitPathPoint> test) {
    double low = 0;
    double high =
        Vectors.dot(
            from.tangent,
            Vectors.of(from.tangent.length, row -> to.coordinates[row] - from.coordinates[row]));
    boolean positive = test.applyAsDouble(to) > 0;
    LogitPathPoint found = to;
    for (int round = 0; round < 60; round++) {
      double middle = (low + high) / 2;
      Optional<LogitPathPoint> node = step(from, middle);
      if (node.isEmpty() || test.applyAsDouble(node.get()) > 0 == positive) {
        high = middle;
      } else {
        low = middle;
      }
      found = node.orElse(found);
    }
    return found;
  }

  /** Newton's method at fixed λ. */
  private double[] polish(double[] at) {
    double[] polished = at.clone();
    for (int round = 0; round < 3; round++) {
      double[] delta = system.newtonStep(polished);
      for (int row = 0; row < delta.length; row++) {
        // At a fold the equations have no slope in λ: what bisection found is as good as it gets.
        if (!(Math.abs(delta[row]) < 1e-6)) {
          return at;
        }
        polished[row] += delta[row];
      }
    }
    return polished;
  }
}
