/**
 * Finite populations (GAME-10, GAME-11, GAME-17): a game, a size N, a process and mutation make a
 * Markov chain on how many play each strategy.
 *
 * <p>What is played: {@link org.medchain.game.population.FinitePopulationGame}. How it is played:
 * {@link org.medchain.game.population.MoranProcess}, {@link
 * org.medchain.game.population.PairwiseComparison} (both {@link
 * org.medchain.game.population.SingleStepProcess}) and {@link
 * org.medchain.game.population.WrightFisherProcess}. Together: {@link
 * org.medchain.game.population.FinitePopulation}.
 *
 * <p>What follows exactly, in the order of growing mutation: {@link
 * org.medchain.game.population.Fixation} without it, {@link
 * org.medchain.game.population.SmallMutationLimit}, {@link
 * org.medchain.game.population.StationaryDistribution}. What follows by drawing: {@link
 * org.medchain.game.population.CountSimulation} by counts, {@link
 * org.medchain.game.population.AgentSimulation} by individuals who differ.
 */
package org.medchain.game.population;
