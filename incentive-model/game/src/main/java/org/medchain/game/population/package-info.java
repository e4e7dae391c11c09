/**
 * Finite populations (GAME-10, GAME-11, GAME-17). Begin with {@link
 * org.medchain.game.population.FinitePopulation}.
 */
package org.medchain.game.population;
