package org.medchain.comparison.config;

/**
 * A client and a node whose link is unlike the other clients' links, the same in both directions
 * (an item of {@code network.clients.links}; CMP-54).
 *
 * @param client counted from 0
 * @param node counted from 0
 * @param latency one-way delay of a message
 */
public record ClientLinkConfig(int client, int node, Latency latency) {
  private static final int CLIENT_MAX = 9_999;
  private static final int NODE_MAX = ExperimentConfig.MAX_NODES - 1;

  /** Checks the ranges. */
  public ClientLinkConfig {
    ConfigChecks.between("network.clients.links.client", client, 0, CLIENT_MAX);
    ConfigChecks.between("network.clients.links.node", node, 0, NODE_MAX);
  }

  /** Whether this is between the same two. */
  boolean hasSameEndpoints(ClientLinkConfig other) {
    return client == other.client && node == other.node;
  }
}
