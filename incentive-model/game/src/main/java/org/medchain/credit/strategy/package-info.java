/**
 * Ways to behave in the credit-point game, and the population that consists of them (GAME-14): a
 * {@link org.medchain.credit.strategy.Strategy} is one small record, {@link
 * org.medchain.credit.strategy.Strategies} lists them, {@link
 * org.medchain.credit.strategy.PopulationEnvironment} is what they make of the world for each
 * other, {@link org.medchain.credit.strategy.CreditPopulation} is the game.
 */
package org.medchain.credit.strategy;
