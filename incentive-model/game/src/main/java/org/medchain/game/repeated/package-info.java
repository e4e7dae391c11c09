/**
 * Repeated games with discounting (GAME-10, GAME-27).
 *
 * <ul>
 *   <li>{@link org.medchain.game.repeated.Minmax}, {@link org.medchain.game.repeated.FolkTheorem}:
 *       minmax values, and what each discount factor supports;
 *   <li>{@link org.medchain.game.repeated.Automaton}: a player's strategy; a {@link
 *       org.medchain.game.repeated.JointAutomaton} has exact values, best replies and subgame
 *       perfection;
 *   <li>{@link org.medchain.game.repeated.DiscountRegion}: for which discount factors it is an
 *       equilibrium;
 *   <li>{@link org.medchain.game.repeated.MemoryOneStrategy}: strategies that depend only on the
 *       last round, zero-determinant ones among them.
 * </ul>
 *
 * <p>The discount factor δ is a round's weight against the one before, 0 ≤ δ &lt; 1. Values are
 * averages, (1 − δ) times the discounted sum, in the unit of the stage game. Without discounting a
 * value is the limit of averages, by a Markov chain.
 */
package org.medchain.game.repeated;
