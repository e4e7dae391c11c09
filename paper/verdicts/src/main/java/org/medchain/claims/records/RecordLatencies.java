package org.medchain.claims.records;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long one kind of work took, each time. For one thread. */
final class RecordLatencies {
  private static final double NS_PER_MS = 1e6;

  private final List<Long> tookNs = new ArrayList<>();
  private boolean sorted;

  /** One more. */
  void add(long ns) {
    tookNs.add(ns);
    sorted = false;
  }

  /** How many. */
  int count() {
    return tookNs.size();
  }

  /**
   * The value that this share of them does not exceed, in ms; NaN of none.
   *
   * @param share above 0, at most 1: 0.5 for the median
   */
  double ms(double share) {
    if (tookNs.isEmpty()) {
      return Double.NaN;
    }
    if (!sorted) {
      Collections.sort(tookNs);
      sorted = true;
    }
    int rank = (int) Math.ceil(share * tookNs.size());
    long ns = tookNs.get(Math.max(rank, 1) - 1);
    return ns / NS_PER_MS;
  }
}
