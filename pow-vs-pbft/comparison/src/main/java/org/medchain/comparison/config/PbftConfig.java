package org.medchain.comparison.config;

import java.util.OptionalDouble;

/**
 * PBFT's parameters (key {@code pbft}).
 *
 * @param window W: heights in flight at once, 1 to 1000; a chain parameter, so it is the lag of the
 *     state root in proof of work's headers too
 * @param checkpointInterval K: every K heights the replicas certify their state and discard all
 *     below it, 1 to 1000000
 * @param requests whether requests and replies are signed, or carry message authentication codes;
 *     votes are always signed
 * @param batchTransactions most transactions of a block, 1 or more
 * @param batchBytes most bytes of them, 1 or more
 * @param batchDelayMs how long the first request of a block may wait for others, 0 or more
 * @param viewTimeoutMs how long a request may wait at a backup before it suspects the primary, more
 *     than 0; doubles with each view that fails
 * @param retransmitMs after how long without progress a replica sends its STATUS, more than 0;
 *     doubles up to 16-fold without progress
 * @param clientRetransmitMs after which a client sends an unanswered request again, more than 0;
 *     doubles each time, up to 16-fold
 * @param poolCapacity most requests that a replica keeps waiting, 1 or more
 * @param clockToleranceMs how far ahead of a replica's clock a block's time may be, 0 or more
 * @param longestViewTimeoutMs what the doubling does not exceed; 64 times the first if empty
 * @param networkDelayMs the delay of messages that is assumed after an outage (PBFT-41): the
 *     longest view timeout is at least 10 times as long
 */
public record PbftConfig(
    int window,
    int checkpointInterval,
    RequestProofKind requests,
    int batchTransactions,
    int batchBytes,
    double batchDelayMs,
    double viewTimeoutMs,
    double retransmitMs,
    double clientRetransmitMs,
    int poolCapacity,
    double clockToleranceMs,
    OptionalDouble longestViewTimeoutMs,
    OptionalDouble networkDelayMs) {
  private static final int USUAL_GROWTH = 64;
  private static final int DELAYS_IN_A_VIEW = 10;
  private static final double MAX_MS = 30.0 * 24 * 3_600_000;

  public PbftConfig {
    double longestMs = longestViewTimeoutMs.orElse(USUAL_GROWTH * viewTimeoutMs);
    longestViewTimeoutMs.ifPresent(
        ms -> ConfigChecks.between("pbft.longest_view_timeout_ms", ms, viewTimeoutMs, MAX_MS));
    networkDelayMs.ifPresent(
        ms -> ConfigChecks.between("pbft.network_delay_ms", ms, 0, longestMs / DELAYS_IN_A_VIEW));
  }

  /**
   * Four heights in flight, a checkpoint every 64, batches of up to 100 transactions or 1 MiB after
   * at most 50 ms, a view timeout of 2 s; a replica sends its STATUS after 1 s, so that a lost
   * message seldom costs a view, and a client retransmits after 20 s.
   */
  public static PbftConfig defaults() {
    return new PbftConfig(
        4,
        64,
        RequestProofKind.SIGNED,
        100,
        1 << 20,
        50,
        2000,
        1000,
        20_000,
        100_000,
        10_000,
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}
