/**
 * Nash equilibria of finite games (GAME-10, GAME-11, GAME-18), exact for two players. Begin with
 * {@link org.medchain.game.equilibrium.NashSolver}; its result says what was searched.
 */
package org.medchain.game.equilibrium;
