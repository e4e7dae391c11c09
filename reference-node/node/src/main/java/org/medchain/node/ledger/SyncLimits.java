package org.medchain.node.ledger;

/**
 * How much is asked for, and how long waited.
 *
 * @param chunk heights in one question, 1 or more
 * @param ahead heights that may be kept while the one under them is missing; chunk or more
 * @param patienceNs after how long a chunk is asked of somebody else as well, in nanoseconds
 * @param pauseNs how long a peer is left alone that had nothing; doubled each time, up to 16-fold
 */
public record SyncLimits(int chunk, int ahead, long patienceNs, long pauseNs) {
  /** For nodes in one country: 64 heights a question, 1,024 ahead, 5 s, 200 ms. */
  public static final SyncLimits USUAL = new SyncLimits(64, 1024, 5_000_000_000L, 200_000_000L);

  /** Checks the ranges. */
  public SyncLimits {
    if (chunk < 1 || ahead < chunk || patienceNs < 1 || pauseNs < 1) {
      throw new IllegalArgumentException(
          "a chunk is 1 or more, not more than may be kept, and times are 1 ns or more");
    }
  }
}
