package org.medchain.node.ledger;

/**
 * Sizes and timeouts of requests.
 *
 * @param blocksPerRequest heights in one question, 1 or more
 * @param maxBuffered heights that may be kept while the one under them is missing; chunk or more
 * @param maxBufferedBytes that these blocks may have together, besides the answer that came last;
 *     then the highest go, and are asked for again
 * @param requestTimeoutNs after how long a hedged request for a chunk goes to another peer, in
 *     nanoseconds
 * @param retryPauseNs how long a peer that had nothing gets no request; doubled each time, up to
 *     16-fold
 */
public record SyncSettings(
    int blocksPerRequest,
    int maxBuffered,
    long maxBufferedBytes,
    long requestTimeoutNs,
    long retryPauseNs) {
  /** For nodes in one country: 64 heights a question, 1,024 and 64 MiB ahead, 5 s, 200 ms. */
  public static final SyncSettings DEFAULT =
      new SyncSettings(64, 1024, 64L << 20, 5_000_000_000L, 200_000_000L);
}
