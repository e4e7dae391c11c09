package org.medchain.game.equilibrium;

/**
 * How much a search may cost before it stops and says what it left. Effort is counted, not timed,
 * so that a result is the same on every machine.
 *
 * @param maxWork of one search, in machine words written or numbers multiplied
 * @param maxSubsets how many maximal Nash subsets are listed at most
 */
public record SearchLimits(long maxWork, int maxSubsets) {
  /** Enough for every 10 by 10 game; the longest searches take about half a minute. */
  public static final SearchLimits DEFAULT = new SearchLimits(120_000_000L, 10_000);
}
