package org.medchain.game.solution;

import java.util.List;

/**
 * A logit quantal response equilibrium (McKelvey and Palfrey 1995).
 *
 * @param lambda the precision, in one over the game's unit of payoff
 * @param normalisedLambda the same times the largest range of a player's payoffs
 * @param profile for each player, a probability for each action
 * @param residual the largest distance of a probability from the response to the others
 * @param regret the most that a player gains by leaving, in the game's unit; at most λ⁻¹ times the
 *     logarithm of the number of actions
 */
public record QuantalResponseEquilibrium(
    double lambda,
    double normalisedLambda,
    List<List<Double>> profile,
    double residual,
    double regret) {}
