package org.medchain.game.equilibrium;

/**
 * How much a search may cost before it stops and says what it left. Effort is counted, not timed,
 * so that a result is the same on every machine.
 *
 * @param work of one search, in machine words written or numbers multiplied
 * @param subsets how many maximal Nash subsets are listed at most
 */
public record Limits(long work, int subsets) {
  /** Enough for every 10 by 10 game; the longest searches take about half a minute. */
  public static final Limits DEFAULT = new Limits(120_000_000L, 10_000);

  /** Checks the signs. */
  public Limits {
    if (work < 1 || subsets < 1) {
      throw new IllegalArgumentException(
          "limits of work and of subsets are at least 1, not " + work + " and " + subsets);
    }
  }
}
