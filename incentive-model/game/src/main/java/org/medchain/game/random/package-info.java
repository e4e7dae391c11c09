/**
 * Seeds, replicates and intervals (GAME-17): what every estimate from random draws stands on.
 *
 * <p>In the order of use: {@link org.medchain.game.random.ReplicateSeed} makes a seed from (master
 * seed, cell, replicate) and a generator from the seed; {@link
 * org.medchain.game.random.ReplicateRunner} runs the replicates on any number of threads and hands
 * the results back in the replicates' order; {@link org.medchain.game.random.IntervalEstimate} is a
 * mean or a share with its interval, from sums ({@link org.medchain.game.random.CompensatedSum})
 * that are taken in that order. So a result depends on the seed and on nothing else.
 */
package org.medchain.game.random;
