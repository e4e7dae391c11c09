/**
 * The same game again and again, with discounting (GAME-10, GAME-27): what the future can enforce.
 *
 * <ul>
 *   <li>{@link org.medchain.game.repeated.Minmax}, {@link org.medchain.game.repeated.FolkTheorem}:
 *       minmax values, and what each discount factor supports;
 *   <li>{@link org.medchain.game.repeated.Automaton}: a player's strategy; several make a {@link
 *       org.medchain.game.repeated.JointAutomaton}, whose values, best replies and subgame
 *       perfection are exact;
 *   <li>{@link org.medchain.game.repeated.DiscountRegion}: for which discount factors it holds;
 *   <li>{@link org.medchain.game.repeated.MemoryOneStrategy}: strategies that look at the round
 *       before alone, zero-determinant ones among them; as an automaton such a strategy has five
 *       states and mixes.
 * </ul>
 *
 * <p>The discount factor δ is a round's weight against the one before, 0 ≤ δ &lt; 1; values are
 * averages, (1 − δ) times the discounted sum, and so in the unit of the stage game. Without
 * discounting a value is the limit of averages over the rounds, by a Markov chain.
 */
package org.medchain.game.repeated;
