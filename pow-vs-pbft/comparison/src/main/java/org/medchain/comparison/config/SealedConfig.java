package org.medchain.comparison.config;

/**
 * What sealed PBFT has besides PBFT's parameters (key {@code sealed}); its window is always 1.
 *
 * @param difficulty the paper's coefficient c (§3.1): the expected hashes for a block, 1 or more;
 *     sets the hashes counted, not the time
 * @param searchS mean time that one primary searches for a block, in s, more than 0
 * @param timeoutSearches the view timeout is {@code pbft.view_timeout_ms} plus this number of mean
 *     searches; an honest primary misses it with probability e^(−this) for each block, 0 or more
 */
public record SealedConfig(long difficulty, double searchS, double timeoutSearches) {
  /**
   * Coefficient 256 and searches of one second; seven of them more for the view timer, so that an
   * honest primary loses its view by bad luck once in a thousand blocks.
   */
  public static SealedConfig defaults() {
    return new SealedConfig(256, 1, 7);
  }
}
