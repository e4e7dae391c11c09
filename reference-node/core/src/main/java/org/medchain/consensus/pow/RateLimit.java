package org.medchain.consensus.pow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.data.PublicKey;

/** How many replies a node gets until the next renewal: small queries have large replies. */
final class RateLimit {
  private final int limit;
  private final Map<PublicKey, Integer> used = new LinkedHashMap<>();

  RateLimit(int limit) {
    this.limit = limit;
  }

  /** Uses one up, if one is left. */
  boolean tryAcquire(PublicKey who) {
    return used.merge(who, 1, Integer::sum) <= limit;
  }

  void reset() {
    used.clear();
  }
}
