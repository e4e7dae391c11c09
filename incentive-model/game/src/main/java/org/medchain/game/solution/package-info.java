/**
 * Solution concepts beside Nash equilibrium (GAME-10).
 *
 * <ul>
 *   <li>{@link org.medchain.game.solution.CorrelatedEquilibrium}: advice that it pays to follow;
 *   <li>{@link org.medchain.game.solution.PrincipalLogitBranch}: mistakes that become rarer the
 *       more they cost, along the precision λ;
 *   <li>{@link org.medchain.game.solution.IteratedDominance}, {@link
 *       org.medchain.game.solution.Rationalizability}: what no sensible player does;
 *   <li>{@link org.medchain.game.solution.EvolutionaryStability}: what mutants cannot invade.
 * </ul>
 *
 * <p>All but the quantal response are decided over the rational numbers, so that payoffs scaled by
 * any factor give the same answer (GAME-11); each says what it did not search (GAME-18).
 */
package org.medchain.game.solution;
