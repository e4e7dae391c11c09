/**
 * Nash equilibria of finite games (GAME-10, GAME-11, GAME-18).
 *
 * <p>The way in is {@link org.medchain.game.equilibrium.NashSolver}; its {@link
 * org.medchain.game.equilibrium.NashSearchResult} says what was searched.
 *
 * <ul>
 *   <li>Two players, exactly and completely, degenerate or not: {@code TwoPlayerSearch} pairs the
 *       vertices that {@code VertexEnumeration} finds by pivoting a {@code SimplexDictionary} of
 *       integers; {@code EquilibriumGraph} makes components and maximal Nash subsets of the pairs.
 *   <li>Second opinions for two players: {@link org.medchain.game.equilibrium.LemkeHowson}, {@link
 *       org.medchain.game.equilibrium.ZeroSumSolution}.
 *   <li>More players: {@link org.medchain.game.equilibrium.PureEquilibria} and {@code
 *       TwoMixingPlayersSearch} exactly, {@code SubdivisionSearch} in double precision where three
 *       or more mix.
 * </ul>
 */
package org.medchain.game.equilibrium;
