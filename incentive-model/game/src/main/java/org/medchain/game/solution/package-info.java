/**
 * Solution concepts beside Nash equilibrium (GAME-10): {@link
 * org.medchain.game.solution.CorrelatedEquilibrium}, quantal response ({@link
 * org.medchain.game.solution.PrincipalLogitBranch}), {@link
 * org.medchain.game.solution.IteratedDominance}, {@link
 * org.medchain.game.solution.EvolutionaryStability}.
 *
 * <p>All except the quantal response are decided over the rational numbers (GAME-11). Each result
 * says what was not searched (GAME-18).
 */
package org.medchain.game.solution;
