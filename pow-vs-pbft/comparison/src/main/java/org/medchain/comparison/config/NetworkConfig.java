package org.medchain.comparison.config;

/**
 * The links between all nodes and clients, each the same (key {@code network}).
 *
 * @param latency one-way delay of a message
 * @param bandwidthMbps of a node's outgoing link, in 10^6 bits a second, more than 0
 * @param loss probability that a message is lost on a healthy link, 0 to under 1
 */
public record NetworkConfig(Latency latency, double bandwidthMbps, double loss) {
  /** Checks the ranges. */
  public NetworkConfig {
    Check.above("network.bandwidth_mbps", bandwidthMbps, 0);
    Check.between("network.loss", loss, 0, 0.99);
  }

  /** The default latency, 100 Mbit/s, nothing lost. */
  public static NetworkConfig defaults() {
    return new NetworkConfig(Latency.defaults(), 100, 0);
  }
}
