package org.medchain.game.solution;

import java.util.List;
import org.medchain.game.Game;

/**
 * The principal branch of the logit quantal response equilibrium (McKelvey and Palfrey 1995): each
 * player takes each action with a probability proportional to exp(λ · what it yields). From λ = 0,
 * where all mix uniformly, the branch is followed to ever higher precision λ; its limit is a Nash
 * equilibrium, the limiting logit equilibrium, which generic games have one of.
 *
 * <p>λ is one over a payoff: with payoffs c times as large the same behaviour has a λ c times as
 * small. The normalised λ is λ times the largest range of a player's payoffs, and does not depend
 * on units.
 *
 * <p>Searched: this branch alone. Where another crosses (as symmetry makes it do), the place is
 * told and the branch followed straight on. Other branches, which exist from some λ on in games of
 * several equilibria, are {@link LogitCorrespondence}.
 */
public final class PrincipalLogitBranch {
  private final Game game;
  private final LogitSystem system;
  private final LogitPath path;

  private PrincipalLogitBranch(Game game, double normalisedLambdaMost) {
    this.game = game;
    this.system = new LogitSystem(game);
    this.path = new LogitPath(system, normalisedLambdaMost);
  }

  /**
   * A quantal response equilibrium.
   *
   * @param lambda the precision, in one over the game's unit of payoff
   * @param normalisedLambda the same times the largest range of a player's payoffs
   * @param profile for each player, a probability for each action
   * @param residual the largest distance of a probability from the response to the others
   * @param regret the most that a player gains by leaving, in the game's unit; at most λ⁻¹ times
   *     the logarithm of the number of actions
   */
  public record QuantalResponseEquilibrium(
      double lambda,
      double normalisedLambda,
      List<List<Double>> profile,
      double residual,
      double regret) {}

  /**
   * Follows the branch.
   *
   * @param normalisedLambdaMost how far; 1 is little, 1000 nearly always shows the limit
   */
  public static PrincipalLogitBranch of(Game game, double normalisedLambdaMost) {
    if (!(normalisedLambdaMost > 0 && normalisedLambdaMost <= 1e6)) {
      throw new IllegalArgumentException(
          "the normalised lambda is over 0 and at most 1e6, not " + normalisedLambdaMost);
    }
    return new PrincipalLogitBranch(game, normalisedLambdaMost);
  }

  /** The branch from λ = 0 on, in order; λ falls between two folds. */
  public List<QuantalResponseEquilibrium> points() {
    return path.nodes().stream().map(node -> point(node.coordinates())).toList();
  }

  /** The points of the branch at this normalised λ, more than one if it folds. */
  public List<QuantalResponseEquilibrium> at(double normalisedLambda) {
    return path.solutionsAt(normalisedLambda).stream().map(this::point).toList();
  }

  /** The point with the highest precision: the nearest to the limiting logit equilibrium. */
  public QuantalResponseEquilibrium last() {
    return point(path.nodes().get(path.nodes().size() - 1).coordinates());
  }

  /** The normalised λ at which the branch turns. */
  public List<Double> folds() {
    return List.copyOf(path.folds());
  }

  /** The normalised λ at which another branch crosses. */
  public List<Double> bifurcations() {
    return List.copyOf(path.bifurcations());
  }

  /** False if the branch was given up before the λ that was asked for. */
  public boolean isComplete() {
    return path.isComplete();
  }

  /** The largest range of a player's payoffs: the unit of the normalised λ is one over it. */
  public double payoffScale() {
    return system.payoffScale();
  }

  LogitSystem system() {
    return system;
  }

  LogitPath path() {
    return path;
  }

  private QuantalResponseEquilibrium point(double[] at) {
    return point(game, system, at);
  }

  static QuantalResponseEquilibrium point(Game game, LogitSystem system, double[] at) {
    double scale = system.payoffScale();
    double lambda = at[system.size()];
    List<List<Double>> profile = system.profile(at);
    double[][] mixed =
        profile.stream()
            .map(each -> each.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    double regret = game.regret(mixed);
    return new QuantalResponseEquilibrium(
        lambda / scale, lambda, profile, system.residual(at), regret);
  }
}
