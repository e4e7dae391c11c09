package org.medchain.comparison.prediction;

/**
 * A closed form to compare with a measurement. Each lists its assumptions; where a cell violates
 * them, {@link Prediction#reason} says so.
 */
public enum PredictionForm {
  /** PBFT's messages for each request. */
  PBFT_MESSAGES(
      "pbft_messages_per_tx",
      "PBFT, messages for each request",
      "[2n(n − 1) + n(n − 1)/K] / b + 2n: b requests a block, as measured; a checkpoint every K"
          + " blocks; requests to all n, a reply from each",
      "Castro and Liskov 1999, §4.2"),
  /** PBFT's median latency without load. */
  PBFT_LATENCY(
      "pbft_latency_p50_ms",
      "PBFT, median latency (ms)",
      "5 δ + d: request, PRE-PREPARE, PREPARE, COMMIT and reply take a median delay δ each, and a"
          + " request that has a block to itself waits the batch delay d; computing takes no time",
      "Castro and Liskov 1999, §4.2"),
  /** The median time to k confirmations. */
  POW_LATENCY_P50(
      "pow_latency_p50_ms",
      "PoW, median latency (ms)",
      "median of the sum of max(k, W + 1) exponential intervals T / live share; blocks arrive at"
          + " once and have room",
      "Erlang 1909; Nakamoto 2008"),
  /** Its 90th percentile. */
  POW_LATENCY_P90(
      "pow_latency_p90_ms",
      "PoW, 90th percentile of latency (ms)",
      "the same sum's 90th percentile",
      "Erlang 1909; Nakamoto 2008"),
  /** Its 99th percentile. */
  POW_LATENCY_P99(
      "pow_latency_p99_ms",
      "PoW, 99th percentile of latency (ms)",
      "the same sum's 99th percentile",
      "Erlang 1909; Nakamoto 2008"),
  /** The probability that k confirmations are reversed. */
  POW_REVERSAL(
      "pow_reversal_probability",
      "PoW, probability that a final block is reversed",
      "I_4pq(k, 1/2): an attacker with the share q who is a block ahead before he pays, and"
          + " continues for as long as it takes",
      "Rosenfeld 2014; Grunspan and Pérez-Marco 2018"),
  /** The chance that a block gets a competitor. */
  POW_COMPETITOR(
      "pow_competitors_per_block",
      "PoW, competitors for each block of the chain",
      "1 − exp(−(1 − 1/m) δ / T): m equal miners, each block at the others after the mean delay δ",
      "Decker and Wattenhofer 2013"),
  /** The share of blocks that are lost. */
  POW_STALE(
      "pow_stale_rate",
      "PoW, stale share of the blocks, at most",
      "δ / (T + δ): the limit of many small miners; few lose less",
      "Sompolinsky and Zohar 2015"),
  /** Hashes for a block. */
  POW_HASHES(
      "pow_hashes_per_block",
      "PoW, hashes for each block found",
      "2^256 / target",
      "Nakamoto 2008, §4"),
  /** A selfish pool's relative revenue. */
  SELFISH_REVENUE(
      "selfish_revenue",
      "PoW, a selfish pool's share of the blocks",
      "[α(1 − α)²(4α + γ(1 − 2α)) − α³] / [1 − α(1 + (2 − α)α)] with γ = 0: others hear of the"
          + " pool's block last",
      "Eyal and Sirer 2014, eq. 8");

  private final String key;
  private final String title;
  private final String says;
  private final String source;

  PredictionForm(String key, String title, String says, String source) {
    this.key = key;
    this.title = title;
    this.says = says;
    this.source = source;
  }

  /** Its name in tables of numbers. */
  public String key() {
    return key;
  }

  /** The predicted quantity, with its unit. */
  public String title() {
    return title;
  }

  /** The formula and its assumptions. */
  public String says() {
    return says;
  }

  /** Who published it. */
  public String source() {
    return source;
  }
}
