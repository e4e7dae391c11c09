package org.medchain.comparison.config;

/**
 * One direction between two nodes that is unlike the other links (an item of {@code
 * network.links}); the way back is a link of its own (CMP-14). Clients' links are no such links.
 *
 * @param from the sending node, counted from 0
 * @param to the receiving node, another one
 * @param latency one-way delay of a message; default the network's
 * @param loss probability that a message is lost, 0 to 0.99; default the network's. Not 1, because
 *     progress is expected as if every message that is sent often enough arrives
 */
public record LinkConfig(int from, int to, Latency latency, double loss) {
  public LinkConfig {
    ConfigChecks.refuseIf(
        from == to, "network.links.to must be another node than network.links.from, not " + to);
  }
}
