package org.medchain.node.files;

import java.time.Duration;

/**
 * How a file is fetched.
 *
 * @param initialWindow pieces asked of a holder before it answered the first time
 * @param maxWindow the most pieces asked of one holder at once
 * @param maxInFlight the most asked of all together: memory is so many pieces
 * @param timeout after which a question counts as lost
 * @param maxTimeouts in a row, after which a holder counts as gone
 */
record FetchParameters(
    int initialWindow, int maxWindow, int maxInFlight, Duration timeout, int maxTimeouts) {
  static final FetchParameters DEFAULT = new FetchParameters(2, 8, 24, Duration.ofSeconds(5), 3);

  FetchParameters {
    if (initialWindow < 1 || maxWindow < initialWindow || maxInFlight < 1 || maxTimeouts < 1) {
      throw new IllegalArgumentException("windows and timeouts are at least 1");
    }
  }
}
