/**
 * Finite populations (GAME-10, GAME-11, GAME-17): a game, a size N, a process and mutation make a
 * Markov chain on the numbers of players of each strategy.
 *
 * <p>Begin with {@link org.medchain.game.population.FinitePopulation}. Processes: {@link
 * org.medchain.game.population.MoranProcess}, {@link
 * org.medchain.game.population.PairwiseComparison}, {@link
 * org.medchain.game.population.WrightFisherProcess}. Exact results: {@link
 * org.medchain.game.population.Fixation}, {@link org.medchain.game.population.SmallMutationLimit},
 * {@link org.medchain.game.population.StationaryDistribution}. Simulations: {@link
 * org.medchain.game.population.CountSimulation} by counts, {@link
 * org.medchain.game.population.AgentSimulation} by individuals.
 */
package org.medchain.game.population;
