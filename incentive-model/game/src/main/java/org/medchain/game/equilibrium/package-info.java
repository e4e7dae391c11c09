/**
 * Nash equilibria of finite games (GAME-10, GAME-11, GAME-18). Begin with {@link
 * org.medchain.game.equilibrium.NashSolver}; its {@link
 * org.medchain.game.equilibrium.NashSearchResult} says what was searched.
 *
 * <ul>
 *   <li>Two players, exactly and completely, degenerate or not: {@code TwoPlayerSearch} (vertex
 *       enumeration in integers, components, maximal Nash subsets). Second methods: {@link
 *       org.medchain.game.equilibrium.LemkeHowson}, {@link
 *       org.medchain.game.equilibrium.ZeroSumSolution}.
 *   <li>More players: {@link org.medchain.game.equilibrium.PureEquilibria} and {@code
 *       TwoMixingPlayersSearch} exactly, {@code SubdivisionSearch} in double precision where three
 *       or more mix.
 * </ul>
 */
package org.medchain.game.equilibrium;
