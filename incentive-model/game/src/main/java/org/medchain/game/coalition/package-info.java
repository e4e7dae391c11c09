/**
 * Cooperative games with transferable utility (GAME-10): what each coalition is worth, and how the
 * worth of all may be divided.
 *
 * <ul>
 *   <li>{@link org.medchain.game.coalition.CoalitionGame}: the game, and whether it is
 *       superadditive or convex;
 *   <li>{@link org.medchain.game.coalition.CoalitionValues}: the values of Shapley and Banzhaf, and
 *       {@link org.medchain.game.coalition.ShapleyEstimate} for many players;
 *   <li>{@link org.medchain.game.coalition.Core}: divisions that no coalition rejects, or the proof
 *       that there are none;
 *   <li>{@link org.medchain.game.coalition.LeastCore}: those that the unhappiest reject least, down
 *       to the nucleolus.
 * </ul>
 *
 * <p>A coalition is a number whose bit i says whether player i belongs to it.
 */
package org.medchain.game.coalition;
