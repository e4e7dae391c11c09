/**
 * Evolutionary dynamics and learning (GAME-10, GAME-11, GAME-13). Begin with {@link
 * org.medchain.game.dynamics.PopulationFlow}.
 */
package org.medchain.game.dynamics;
