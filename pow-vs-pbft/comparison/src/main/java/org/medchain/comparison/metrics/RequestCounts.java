package org.medchain.comparison.metrics;

/**
 * What became of the requests, the warm-up's included.
 *
 * @param submitted that clients sent
 * @param committed of these, final: f + 1 equal replies (PBFT) or k confirmations (proof of work)
 * @param refused of the committed, those whose receipt is not OK: ordered, then refused by a rule
 */
public record RequestCounts(long submitted, long committed, long refused) {
  /** Checks that each is part of the one before. */
  public RequestCounts {
    if (refused < 0 || committed < refused || submitted < committed) {
      String counts = submitted + " submitted, " + committed + " committed and " + refused;
      throw new IllegalArgumentException("of " + counts + " refused?");
    }
  }

  /** Submitted and not final when the run ended. */
  public long uncommitted() {
    return submitted - committed;
  }

  /** Whether everything submitted became final before the drain bound. */
  public boolean drained() {
    return uncommitted() == 0;
  }
}
