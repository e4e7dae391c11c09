/**
 * Evolutionary dynamics and learning (GAME-10, GAME-11, GAME-13): how behaviour moves, where it
 * rests and from which starts it gets there.
 *
 * <p>In reading order: {@link org.medchain.game.dynamics.Dynamic} is a rule (replicator with and
 * without mutation, Smith, Brown–von Neumann–Nash, logit, best response), by name from {@link
 * org.medchain.game.dynamics.Dynamics}; {@link org.medchain.game.dynamics.Populations} says who
 * plays what, and in which unit payoffs and time are; {@link
 * org.medchain.game.dynamics.PopulationFlow} is the two together: velocities, and paths ({@link
 * org.medchain.game.dynamics.Trajectory}, as far as a {@link
 * org.medchain.game.dynamics.IntegrationSettings}).
 *
 * <p>On a flow stand: {@link org.medchain.game.dynamics.RestPoints} with eigenvalues and {@link
 * org.medchain.game.dynamics.LinearStability}; {@link
 * org.medchain.game.dynamics.BasinsOfAttraction}; {@link
 * org.medchain.game.dynamics.BifurcationBranch}es along a parameter; {@link
 * org.medchain.game.dynamics.PhasePortrait}s for figures. Learning by two players with memory is in
 * {@link org.medchain.game.dynamics.BeliefLearning}.
 *
 * <p>Arrays that a result hands out are the caller's: nothing here reads them again, and results
 * are not compared by them.
 */
package org.medchain.game.dynamics;
