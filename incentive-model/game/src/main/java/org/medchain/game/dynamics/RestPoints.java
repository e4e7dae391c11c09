package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.medchain.game.dynamics.EvolutionaryDynamic.RestPointCharacterization;

/**
 * The rest points of a dynamic in a game.
 *
 * @param points those found, in the order of the search
 * @param complete whether there are no others
 * @param searchScope what was searched, and how; what was not (GAME-18)
 */
public record RestPoints(List<RestPoint> points, boolean complete, String searchScope) {
  /** Parts of eigenvalues up to here are zero, when derivatives are exact. */
  private static final double ZERO = 1e-9;

  /** The same for derivatives from differences. */
  private static final double ZERO_BY_DIFFERENCES = 1e-6;

  /** With more strategies than this, all populations together, faces are not enumerated. */
  private static final int MOST_FOR_FACES = 10;

  /**
   * The rest points of a flow.
   *
   * <p>Games with a matrix or two players, up to ten strategies in all: every face by rational
   * arithmetic, complete, with continua. Those of Smith, BNN and best response are the Nash
   * equilibria among the rest points of the replicator (Sandholm 2010 chapter 5). Everything else:
   * Newton's method from a grid of starts; what it does not find may still be there.
   *
   * <p>Rest points are classified by the eigenvalues of the linearisation on the simplex: by the
   * formula for the replicator in linear games (real parts within 1e-9 of 0 count as 0), by
   * one-sided differences of the third order elsewhere (1e-6).
   */
  public static RestPoints of(PopulationFlow flow) {
    return of(flow, 200);
  }

  /**
   * The same with a choice of how many starts Newton's method gets, where it is used.
   *
   * @param starts at least this many, on a barycentric grid of each population
   */
  public static RestPoints of(PopulationFlow flow, int starts) {
    Populations populations = flow.populations();
    boolean faces =
        flow.dynamic().restPoints() != RestPointCharacterization.PERTURBED
            && populations.linear()
            && populations.stateSize() <= MOST_FOR_FACES;
    return faces ? exact(flow) : byNewton(flow, starts);
  }

  private static RestPoints exact(PopulationFlow flow) {
    boolean nash = flow.dynamic().restPoints() == RestPointCharacterization.NASH;
    List<RestPoint> points =
        new EqualPayoffFaces(flow.populations(), nash)
            .maximalFaces().stream()
                .map(
                    face ->
                        classify(
                            flow, face.centre(), face.dimension(), face.corners(), face.nash()))
                .toList();
    return new RestPoints(
        points,
        true,
        "every set of strategies in use, by rational arithmetic; complete. Not searched: cycles and"
            + " other attractors that are no rest points");
  }

  private static RestPoints byNewton(PopulationFlow flow, int starts) {
    NewtonSearch search = new NewtonSearch(flow, starts);
    List<RestPoint> points =
        search.restPoints().stream().map(state -> classify(flow, state)).toList();
    return new RestPoints(
        points,
        false,
        "Newton's method from "
            + search.startCount()
            + " starts on a grid; a rest point whose region of"
            + " attraction lies between the starts is missed, and a continuum shows as some of its"
            + " points. Not searched: cycles and other attractors that are no rest points");
  }

  /** A point that was found in decimals, with its eigenvalues. */
  static RestPoint classify(PopulationFlow flow, double[] state) {
    boolean nash = flow.populations().regret(state) <= 1e-9;
    return classify(flow, state, 0, List.of(state), nash);
  }

  private static RestPoint classify(
      PopulationFlow flow, double[] state, int dimension, List<double[]> corners, boolean nash) {
    Linearisation linear = Linearisation.at(flow, state);
    List<Eigenvalue> all = new ArrayList<>(linear.internal());
    all.addAll(linear.external());
    LinearStability stability =
        linear.isDifferentiable()
            ? LinearStability.of(all, linear.exact() ? ZERO : ZERO_BY_DIFFERENCES)
            : LinearStability.NOT_DIFFERENTIABLE;
    return new RestPoint(
        state, dimension, corners, linear.internal(), linear.external(), stability, nash);
  }
}
