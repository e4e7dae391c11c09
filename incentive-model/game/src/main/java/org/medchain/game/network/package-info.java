/**
 * Populations on networks (GAME-10, GAME-17): a {@link org.medchain.game.network.Graph} and a
 * {@link org.medchain.game.network.NetworkRule} (imitation) make a {@link
 * org.medchain.game.network.NetworkPopulation}. {@link org.medchain.game.network.ExactFixation}
 * solves small graphs, {@link org.medchain.game.network.NetworkSimulation} runs large ones.
 */
package org.medchain.game.network;
