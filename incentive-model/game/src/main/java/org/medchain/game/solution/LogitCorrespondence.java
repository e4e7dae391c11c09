package org.medchain.game.solution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.game.Game;
import org.medchain.game.exact.Vectors;
import org.medchain.game.solution.LogitPath.LogitPathPoint;

/**
 * The logit correspondence beyond its principal branch (McKelvey and Palfrey 1995; Turocy 2005):
 * all branches that were found, and all quantal response equilibria found at given λ.
 *
 * <p>Searched: Newton's method at the highest λ from each Nash equilibrium that is known, where
 * every unbounded branch is near one, and at each given λ from each of them, from each pure profile
 * and from the centre; each solution is followed both ways. A branch that closes in itself between
 * the given λ is not found.
 */
public final class LogitCorrespondence {
  /** Profiles as near as this are the same. */
  private static final double SAME = 1e-6;

  private final Game game;
  private final LogitSystem system;
  private final double most;
  private final List<LogitPath> paths = new ArrayList<>();

  /**
   * An equilibrium at a given λ.
   *
   * @param branch the number of its branch, from 1; 1 is the principal one
   */
  public record BranchEquilibrium(int branch, QuantalResponseEquilibrium point) {}

  private LogitCorrespondence(LogitPath principal, Game game, double most) {
    this.game = game;
    this.system = principal.system();
    this.most = most;
    paths.add(principal);
  }

  /**
   * The branches.
   *
   * @param principal the principal branch of the same game, to the λ that others are followed to
   * @param nash equilibria to start from, for each player a probability for each action
   * @param lambdas normalised λ, above 0 and at most {@code most}, at which to look too
   */
  public static LogitCorrespondence of(
      Game game, LogitPath principal, double most, List<double[][]> nash, List<Double> lambdas) {
    LogitCorrespondence all = new LogitCorrespondence(principal, game, most);
    for (double[][] each : nash) {
      all.search(all.logs(each, most), true);
    }
    for (double lambda : lambdas) {
      for (double[][] each : nash) {
        all.search(all.logs(each, lambda), false);
      }
      for (int index = 0; index < game.profileCount(); index++) {
        all.search(all.logs(all.pure(game.profile(index)), lambda), false);
      }
      double[] centre = all.system.centroid();
      centre[all.system.size()] = lambda;
      all.search(centre, false);
    }
    return all;
  }

  /** All branches: the principal one from λ = 0, then any other from its highest λ down. */
  public List<LogitPath> branches() {
    return List.copyOf(paths);
  }

  /** All equilibria found at this normalised λ, branch by branch. */
  public List<BranchEquilibrium> at(double lambda) {
    List<BranchEquilibrium> found = new ArrayList<>();
    for (int branch = 0; branch < paths.size(); branch++) {
      for (double[] at : there(paths.get(branch), lambda)) {
        QuantalResponseEquilibrium point = system.point(at);
        if (found.stream().noneMatch(each -> same(each.point(), point))) {
          found.add(new BranchEquilibrium(branch + 1, point));
        }
      }
    }
    return found;
  }

  private static boolean same(QuantalResponseEquilibrium one, QuantalResponseEquilibrium other) {
    return !(Vectors.distance(all(one), all(other)) > SAME);
  }

  private static double[] all(QuantalResponseEquilibrium point) {
    return point.profile().stream().flatMap(List::stream).mapToDouble(each -> each).toArray();
  }

  /** Follows what Newton's method finds from here, unless it lies on a branch that is known. */
  private void search(double[] start, boolean highest) {
    Optional<double[]> solved = system.solution(start);
    if (solved.isEmpty()) {
      return;
    }
    double[] at = solved.get();
    QuantalResponseEquilibrium point = system.point(at);
    boolean known = paths.stream().anyMatch(path -> passes(path, point, point.normalisedLambda()));
    if (known) {
      return;
    }
    if (highest) {
      keep(new LogitPath(system, at, -1, most));
    } else {
      keep(LogitPath.trace(system, at, most));
    }
  }

  /** A path to λ = 0 has slipped onto the principal branch. */
  private void keep(LogitPath path) {
    if (path.lowest() > 0 && path.nodes().size() > 1) {
      paths.add(path);
    }
  }

  private boolean passes(LogitPath path, QuantalResponseEquilibrium point, double lambda) {
    return there(path, lambda).stream().anyMatch(at -> same(system.point(at), point));
  }

  /** Where the path crosses this λ, or begins or was picked up there. */
  private static List<double[]> there(LogitPath path, double lambda) {
    List<double[]> there = new ArrayList<>(path.solutionsAt(lambda));
    for (LogitPathPoint node : path.nodes()) {
      if (Math.abs(node.lambda() - lambda) < 1e-12 * (1 + lambda)) {
        there.add(node.coordinates());
      }
    }
    return there;
  }

  private double[][] pure(int[] profile) {
    return IntStream.range(0, profile.length)
        .mapToObj(who -> Vectors.of(game.actionCount(who), at -> at == profile[who] ? 1 : 0))
        .toArray(double[][]::new);
  }

  /**
   * Log-probabilities near a profile: an action that it does not use is as rare as the response to
   * it makes it.
   */
  private double[] logs(double[][] mixed, double lambda) {
    double[] logs = new double[system.size() + 1];
    logs[system.size()] = lambda;
    int row = 0;
    for (int player = 0; player < mixed.length; player++) {
      double[] yields = game.actionPayoffs(player, mixed);
      double used = game.expected(player, mixed);
      for (int action = 0; action < yields.length; action++) {
        double rare = lambda * Math.min(0, yields[action] - used) / system.payoffScale();
        logs[row++] = mixed[player][action] > 0 ? StrictMath.log(mixed[player][action]) : rare - 1;
      }
    }
    return logs;
  }
}
