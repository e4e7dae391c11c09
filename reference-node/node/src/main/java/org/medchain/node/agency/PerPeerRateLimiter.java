package org.medchain.node.agency;

import java.util.HashMap;
import java.util.Map;

/** How many of something each may have in a second (AGENCY-4). */
final class PerPeerRateLimiter<L> {
  private static final long SECOND_NS = 1_000_000_000L;

  private final int max;
  private final Map<L, Integer> used = new HashMap<>();
  private long secondNs = Long.MIN_VALUE;

  PerPeerRateLimiter(int most) {
    this.max = most;
  }

  boolean tryAcquire(L asker, long nowNs) {
    if (secondNs == Long.MIN_VALUE || nowNs - secondNs >= SECOND_NS) {
      used.clear();
      secondNs = nowNs;
    }
    return used.merge(asker, 1, Integer::sum) <= max;
  }
}
