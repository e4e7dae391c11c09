/**
 * Seeds, replicates and intervals of estimates from random draws (GAME-17).
 *
 * <p>{@link org.medchain.game.random.ReplicateSeed} derives a seed from (master seed, cell,
 * replicate). {@link org.medchain.game.random.ReplicateRunner} runs replicates on any number of
 * threads and returns results in their order. {@link org.medchain.game.random.IntervalEstimate}
 * sums in that order ({@link org.medchain.game.random.CompensatedSum}), so a result depends only on
 * the seed.
 */
package org.medchain.game.random;
