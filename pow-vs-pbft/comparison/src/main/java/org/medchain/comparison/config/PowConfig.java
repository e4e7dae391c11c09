package org.medchain.comparison.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Proof of work's parameters (key {@code pow}).
 *
 * @param difficulty the paper's coefficient c (§3.1): the expected hashes for a block, 1 or more;
 *     sets the hashes counted, not the time, which the next one sets
 * @param blockIntervalS mean times between blocks while all nodes mine, more than 0 each: an axis
 *     of the grid, of which a trial has one; each of the n nodes has the hash power difficulty / (n
 *     × interval) unless {@code hashShares} differs, so crashed nodes slow the chain down
 * @param blockTransactions most transactions of a block, 1 or more
 * @param blockBytes most bytes of them, 1 or more
 * @param templateRefreshMs how often at most a miner takes new requests into the block that it
 *     searches for, 0 or more
 * @param retransmitMs how often a node announces its head to another and requests missing blocks
 *     again, more than 0
 * @param clientRetransmitMs after which a client sends an unanswered request again, more than 0;
 *     doubles each time, up to 16-fold
 * @param poolCapacity most requests that a node keeps waiting, 1 or more
 * @param clockToleranceMs how far ahead of a node's clock a block's time may be, 0 or more
 * @param hashShares of the miners that are not like the others, each node at most once; the others
 *     have equal shares of the rest; default none
 * @param retarget how the difficulty follows the hash power; with another rule than the constant
 *     one the block interval is 0.001 or more, because headers have times in milliseconds
 * @param confirmations when a block is final
 */
public record PowConfig(
    long difficulty,
    List<Double> blockIntervalS,
    int blockTransactions,
    int blockBytes,
    double templateRefreshMs,
    double retransmitMs,
    double clientRetransmitMs,
    int poolCapacity,
    double clockToleranceMs,
    List<HashShare> hashShares,
    Retarget retarget,
    ConfirmationConfig confirmations) {
  /** What adding decimal shares may make of 1. */
  private static final double ROUNDING = 1e-9;

  /** A millisecond, the unit of time in headers. */
  private static final double LEAST_SPACING_S = 0.001;

  public PowConfig {
    blockIntervalS = List.copyOf(blockIntervalS);
    double shortest = Collections.min(blockIntervalS);
    ConfigChecks.refuseIf(
        !(retarget instanceof Retarget.Constant) && shortest < LEAST_SPACING_S,
        "pow.block_interval_s must be 0.001 or more where pow.retarget.rule is not constant, not "
            + shortest);
    hashShares = List.copyOf(hashShares);
    ConfigChecks.distinct(
        "pow.hash_shares[%s].node must be another one, not again %s",
        hashShares, each -> List.of(each.node()));
    double sum = hashShares.stream().mapToDouble(HashShare::share).sum();
    ConfigChecks.refuseIf(
        sum > 1 + ROUNDING, "pow.hash_shares must add up to 1 or less, not " + sum);
  }

  /** Checks that every named miner exists, and that some miner is left for the remaining power. */
  void requireNodesBelow(int smallest) {
    for (int i = 0; i < hashShares.size(); i++) {
      String key = "pow.hash_shares[" + i + "].node";
      ConfigChecks.indexExists(key, hashShares.get(i).node(), smallest, "smallest of nodes");
    }
    ConfigChecks.refuseIf(
        hashShares.size() >= smallest,
        "pow.hash_shares must leave one node or more out, which get the rest");
  }

  /** The same with the shares in the order of their nodes: their order in a file means nothing. */
  PowConfig canonical() {
    return with(hashShares.stream().sorted(Comparator.comparingInt(HashShare::node)).toList());
  }

  /** A trial's mean time between blocks, in s, where there is one. */
  public double intervalS() {
    if (blockIntervalS.size() != 1) {
      throw new IllegalStateException("one interval is a trial's, " + blockIntervalS + " a grid's");
    }
    return blockIntervalS.getFirst();
  }

  /** The same with one interval. */
  public PowConfig withInterval(double seconds) {
    return RecordCopy.with(this, "blockIntervalS", List.of(seconds));
  }

  /** The same with other shares. */
  public PowConfig with(List<HashShare> others) {
    return RecordCopy.with(this, "hashShares", others);
  }

  /** Each node's share of the hash power. */
  public List<Double> hashPowerShares(int nodes) {
    double rest = 1 - hashShares.stream().mapToDouble(HashShare::share).sum();
    double equal = Math.max(0, rest) / (nodes - hashShares.size());
    List<Double> shares = new ArrayList<>(Collections.nCopies(nodes, equal));
    hashShares.forEach(each -> shares.set(each.node(), each.share()));
    return shares;
  }

  /**
   * Coefficient 256, a block every 10 s with up to 1000 transactions or 1 MiB, a template renewed
   * every second at most, an announcement every 10 s, clients that retransmit after a minute, two
   * hours of clock tolerance (as Bitcoin), one difficulty.
   */
  public static PowConfig defaults() {
    return new PowConfig(
        256,
        List.of(10.0),
        1000,
        1 << 20,
        1000,
        10_000,
        60_000,
        100_000,
        7_200_000,
        List.of(),
        Retarget.defaults(),
        ConfirmationConfig.defaults());
  }

  /**
   * One miner's share of the hash power (an item of {@code pow.hash_shares}).
   *
   * @param node who, counted from 0
   * @param share of the hash power of all, 0 to 1
   */
  public record HashShare(int node, double share) {}
}
