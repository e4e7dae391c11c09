package org.medchain.node.files;

import java.time.Duration;

/**
 * How a file is fetched.
 *
 * @param startWindow pieces asked of a holder before it answered the first time
 * @param mostWindow the most pieces asked of one holder at once
 * @param mostFlying the most asked of all together: memory is so many pieces
 * @param timeout after which a question counts as lost
 * @param mostTimeouts in a row, after which a holder counts as gone
 */
record FetchRules(
    int startWindow, int mostWindow, int mostFlying, Duration timeout, int mostTimeouts) {
  static final FetchRules DEFAULT = new FetchRules(2, 8, 24, Duration.ofSeconds(5), 3);

  FetchRules {
    if (startWindow < 1 || mostWindow < startWindow || mostFlying < 1 || mostTimeouts < 1) {
      throw new IllegalArgumentException("windows and timeouts are at least 1");
    }
  }
}
