/**
 * Evolutionary dynamics and learning (GAME-10, GAME-11, GAME-13).
 *
 * <p>A {@link org.medchain.game.dynamics.PopulationFlow} joins a {@link
 * org.medchain.game.dynamics.Dynamic} (replicator with and without mutation, Smith, Brown–von
 * Neumann–Nash, logit, best response) and the {@link org.medchain.game.dynamics.Populations} that
 * play; it has velocities and paths ({@link org.medchain.game.dynamics.Trajectory}).
 *
 * <p>Analyses of a flow: {@link org.medchain.game.dynamics.RestPoints}, {@link
 * org.medchain.game.dynamics.LinearStability}, {@link
 * org.medchain.game.dynamics.BasinsOfAttraction}, {@link
 * org.medchain.game.dynamics.BifurcationBranch}, {@link org.medchain.game.dynamics.PhasePortrait}.
 * Two players who learn are in {@link org.medchain.game.dynamics.BeliefLearning}.
 *
 * <p>Arrays of a result belong to the caller.
 */
package org.medchain.game.dynamics;
