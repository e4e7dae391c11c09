package org.medchain.node.files;

import java.time.Duration;

/**
 * How a file is fetched.
 *
 * @param initialWindow pieces requested of a holder before its first reply
 * @param maxWindow the most pieces requested of one holder at once
 * @param maxInFlight the most requested of all together: bounds memory
 * @param timeout after which a request counts as lost
 * @param maxTimeouts in a row, after which a holder counts as gone
 */
record FetchParameters(
    int initialWindow, int maxWindow, int maxInFlight, Duration timeout, int maxTimeouts) {
  static final FetchParameters DEFAULT = new FetchParameters(2, 8, 24, Duration.ofSeconds(5), 3);
}
