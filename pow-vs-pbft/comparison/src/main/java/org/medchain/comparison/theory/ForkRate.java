package org.medchain.comparison.theory;

/**
 * Forks without an attacker, from propagation delay alone (CMP-18; decision 0053).
 *
 * <p>The model: blocks are found at random times, 1 every T on average, by each miner in proportion
 * to its share; miners are joined in a full mesh; a block is at its finder at once and at all
 * others after the same delay δ; all miners search all the time, on the longest chain that they
 * know. Checking a block, uplinks and lost messages are no part of it.
 *
 * @param delayS δ, in seconds, 0 or more
 * @param intervalS T, mean time between blocks of all miners together, in seconds, more than 0
 */
public record ForkRate(double delayS, double intervalS) {
  /**
   * The probability that a block gets a competitor: that a miner that does not know it finds a
   * block. Exact in the model, 1 − exp(−(1 − α) δ / T), because the others' search has no memory.
   *
   * @param finderShare α, the share of the miner that found it, 0 to 1
   */
  public double competitorProbability(double finderShare) {
    return competitorProbability((1 - finderShare) * delayS, intervalS);
  }

  /** The same for miners with equal shares. */
  public double competitorProbabilityOfEqualMiners(int miners) {
    return competitorProbability(1.0 / miners);
  }

  /**
   * The same for any way in which blocks spread: 1 − exp(−u / T) (Decker and Wattenhofer 2013, who
   * write it with a chance per second).
   *
   * @param unawareS u, the time for which miners have not heard of the block, averaged over the
   *     hash power: the integral of 1 − f(t), f being the share that knows it
   * @param intervalS T
   */
  public static double competitorProbability(double unawareS, double intervalS) {
    return -StrictMath.expm1(-unawareS / intervalS);
  }

  /**
   * The share of all blocks that do not end up in the chain when no miner finds two blocks within a
   * delay, as among many small miners: δ / (T + δ). Exact in that limit: all know the first block
   * of a height after δ, no miner builds on it before, and then the next comes after T on average,
   * so the chain grows by one every T + δ (Sompolinsky and Zohar 2015 have this growth as a bound).
   * Few miners lose less, because each knows its own blocks at once.
   */
  public double staleRateOfManyMiners() {
    return delayS / (intervalS + delayS);
  }
}
