package org.medchain.comparison.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How narrow the 95 % intervals of means over repeats have to be (key {@code repeats.until};
 * CMP-59, decision 0300): half of the width as a share of the mean, more than 0 and at most 1. The
 * keys are columns of {@code trials.csv}; one without a share decides nothing.
 *
 * @param throughputTps requests that become final, a second
 * @param latencyP50Ms each repeat's own median latency
 * @param latencyP90Ms each repeat's own 90th percentile of latency
 * @param latencyP99Ms each repeat's own 99th percentile of latency
 * @param messagesPerTx messages for each final request
 * @param bytesPerTx bytes for each final request
 * @param hashesPerTx expected hashes for each final request
 * @param staleRate the share of stale blocks
 * @param falseAcceptedShare the share of false records that are found valid
 * @param dayVisitP50Ms each repeat's own median time of a visit
 */
public record UntilConfig(
    OptionalDouble throughputTps,
    OptionalDouble latencyP50Ms,
    OptionalDouble latencyP90Ms,
    OptionalDouble latencyP99Ms,
    OptionalDouble messagesPerTx,
    OptionalDouble bytesPerTx,
    OptionalDouble hashesPerTx,
    OptionalDouble staleRate,
    OptionalDouble falseAcceptedShare,
    OptionalDouble dayVisitP50Ms) {
  /** Nothing has to be. */
  public static UntilConfig defaults() {
    OptionalDouble none = OptionalDouble.empty();
    return new UntilConfig(none, none, none, none, none, none, none, none, none, none);
  }

  /** The shares by the names of their columns. */
  public Map<String, Double> shares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    throughputTps.ifPresent(share -> shares.put("throughput_tps", share));
    latencyP50Ms.ifPresent(share -> shares.put("latency_p50_ms", share));
    latencyP90Ms.ifPresent(share -> shares.put("latency_p90_ms", share));
    latencyP99Ms.ifPresent(share -> shares.put("latency_p99_ms", share));
    messagesPerTx.ifPresent(share -> shares.put("messages_per_tx", share));
    bytesPerTx.ifPresent(share -> shares.put("bytes_per_tx", share));
    hashesPerTx.ifPresent(share -> shares.put("hashes_per_tx", share));
    staleRate.ifPresent(share -> shares.put("stale_rate", share));
    falseAcceptedShare.ifPresent(share -> shares.put("false_accepted_share", share));
    dayVisitP50Ms.ifPresent(share -> shares.put("day_visit_p50_ms", share));
    return shares;
  }
}
