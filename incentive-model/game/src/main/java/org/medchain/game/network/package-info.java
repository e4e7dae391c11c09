/**
 * Populations on networks (GAME-10, GAME-17): who meets, and learns from, whom.
 *
 * <p>{@link org.medchain.game.network.Graph} with the usual kinds of graph, regular and random;
 * {@link org.medchain.game.network.NetworkRule} for who takes over whose strategy; {@link
 * org.medchain.game.network.NetworkPopulation} for all together. Then {@link
 * org.medchain.game.network.ExactFixation} solves small graphs, and {@link
 * org.medchain.game.network.NetworkSimulation} runs large ones, with intervals by {@link
 * org.medchain.game.network.NetworkEstimates}.
 */
package org.medchain.game.network;
