package org.medchain.game.solution;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * One step of the iterated elimination of dominated actions, with its proof.
 *
 * @param round counted from 1; what goes in the same round goes at once
 * @param player numbered from 0
 * @param action the number of what is eliminated
 * @param dominatingStrategy the mixed action that dominates it: a probability for each action of
 *     the player
 */
public record EliminationStep(
    int round, int player, int action, List<BigFraction> dominatingStrategy) {}
