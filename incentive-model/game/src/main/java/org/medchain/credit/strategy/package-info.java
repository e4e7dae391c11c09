/**
 * Strategies of the credit-point game and the population of them (GAME-14). Begin with {@link
 * org.medchain.credit.strategy.Strategy}; {@link org.medchain.credit.strategy.Strategies} lists
 * them, {@link org.medchain.credit.strategy.CreditPopulation} is the game.
 */
package org.medchain.credit.strategy;
