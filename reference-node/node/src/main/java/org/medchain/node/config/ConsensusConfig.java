package org.medchain.node.config;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.ViewTimeouts;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Argument;

/**
 * The settings of all nodes of a chain besides its genesis (key {@code consensus}); nodes that
 * differ here do not talk to each other (NODE-2).
 *
 * @param protocol of consensus; PBFT is sealed where the genesis block has a difficulty
 * @param requests how the senders of requests are known
 * @param batchTransactions most transactions of a block, 1 or more
 * @param batchBytes most bytes of them, 1 or more
 * @param batchDelayMs how long the first request of a block waits for others, 0 or more
 * @param viewTimeoutMs how long a request may wait at a backup before it suspects the primary
 * @param retransmitMs after how long without progress a replica sends its STATUS
 * @param poolCapacity most requests that wait at a replica, 1 or more
 * @param checkpointInterval K: heights between certified states, 1 or more
 * @param confirmations k of proof of work, 1 or more
 * @param longestViewTimeoutMs the limit of the view timeout's doubling; 64 times the first if empty
 * @param networkDelayMs the delay of messages that is assumed after an outage (PBFT-41): the
 *     longest view timeout is at least 10 times as long
 * @param neighbours proof of work's links between the genesis' nodes, by their numbers: pairs, or
 *     only one number, of links that are drawn for each node (NODE-25); empty where all are linked
 */
public record ConsensusConfig(
    Protocol protocol,
    RequestAuthenticationSetting requests,
    int batchTransactions,
    int batchBytes,
    double batchDelayMs,
    double viewTimeoutMs,
    double retransmitMs,
    int poolCapacity,
    long checkpointInterval,
    int confirmations,
    OptionalDouble longestViewTimeoutMs,
    OptionalDouble networkDelayMs,
    List<List<Integer>> neighbours) {
  /** How the senders of requests are known. */
  public enum RequestAuthenticationSetting {
    /** Every request is signed. */
    SIGNED,
    /** Opaque operations may come under message authentication codes (PBFT-26). */
    SESSION_MACS;

    /** The word for it in files. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ConsensusConfig {
    atLeast("batch_transactions", batchTransactions, 1);
    atLeast("batch_bytes", batchBytes, 1);
    atLeast("batch_delay_ms", batchDelayMs, 0);
    atLeast("view_timeout_ms", viewTimeoutMs, 1);
    atLeast("retransmit_ms", retransmitMs, 1);
    atLeast("pool_capacity", poolCapacity, 1);
    atLeast("checkpoint_interval", (double) checkpointInterval, 1);
    atLeast("confirmations", confirmations, 1);
    try {
      ViewTimeouts.ofMs(
          viewTimeoutMs,
          longestViewTimeoutMs.orElse(ViewTimeouts.longestMs(viewTimeoutMs)),
          networkDelayMs.orElse(0));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("consensus." + e.getMessage(), e);
    }
    neighbours = neighbours.stream().map(List::copyOf).toList();
    Argument.refuseIf(
        !protocol.relays() && !neighbours.isEmpty(),
        "consensus.neighbours must be left out where consensus.protocol is %s",
        (protocol.key() + ", not " + neighbours));
  }

  public ViewTimeouts timeouts() {
    return ViewTimeouts.ofMs(
        viewTimeoutMs,
        longestViewTimeoutMs.orElse(ViewTimeouts.longestMs(viewTimeoutMs)),
        networkDelayMs.orElse(0));
  }

  private static void atLeast(String key, double value, double least) {
    Argument.refuseIf(
        !(value >= least), "consensus.%s must be %s or more, not %s", key, least, value);
  }

  /**
   * PBFT of signed requests: blocks of up to 1,000 requests or 1 MiB, closed as soon as there is
   * room for one, so that batches grow with the load; a view timeout of 2 s; a checkpoint every 64
   * heights.
   */
  public static ConsensusConfig defaults() {
    return defaults(RequestAuthenticationSetting.SIGNED, 64);
  }

  /** The same with another way to know senders, and number of heights between certified states. */
  public static ConsensusConfig defaults(
      RequestAuthenticationSetting requests, long checkpointInterval) {
    return new ConsensusConfig(
        Pbft.PROTOCOL,
        requests,
        1000,
        1 << 20,
        0,
        2000,
        500,
        100_000,
        checkpointInterval,
        6,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of());
  }
}
