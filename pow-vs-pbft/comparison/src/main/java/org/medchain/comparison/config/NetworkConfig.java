package org.medchain.comparison.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The links between all nodes and clients, all equal except the named ones (key {@code network}).
 *
 * @param latency one-way delay of a message
 * @param bandwidthMbps of a node's outgoing link, in 10^6 bits a second, more than 0
 * @param loss probability that a message is lost on a healthy link, 0 to under 1
 * @param links those between nodes that differ, each direction at most once; default none
 * @param clients how clients reach the nodes; default over links like all others, each request sent
 *     to all nodes
 * @param neighbours the links of proof of work's nodes: pairs, or one number alone, of links that
 *     are drawn for each (CMP-57); default between all
 */
public record NetworkConfig(
    Latency latency,
    double bandwidthMbps,
    double loss,
    List<LinkConfig> links,
    Optional<ClientAccessConfig> clients,
    Optional<List<List<Integer>>> neighbours) {
  /** Checks the ranges and copies the list. */
  public NetworkConfig {
    ConfigChecks.above("network.bandwidth_mbps", bandwidthMbps, 0);
    ConfigChecks.between("network.loss", loss, 0, 0.99);
    links = List.copyOf(links);
    for (int i = 0; i < links.size(); i++) {
      LinkConfig link = links.get(i);
      if (links.subList(0, i).stream().anyMatch(link::hasSameEndpoints)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "network.links[%d] must be of a direction of its own, not again from %d to %d",
                i,
                link.from(),
                link.to()));
      }
    }
  }

  /** With clients that reach all nodes alike. */
  public NetworkConfig(Latency latency, double bandwidthMbps, double loss, List<LinkConfig> links) {
    this(latency, bandwidthMbps, loss, links, Optional.empty(), Optional.empty());
  }

  /** The default latency, 100 Mbit/s, nothing lost, all links alike. */
  public static NetworkConfig defaults() {
    return new NetworkConfig(Latency.defaults(), 100, 0, List.of());
  }

  /** The same with other links named. */
  public NetworkConfig withLinks(List<LinkConfig> others) {
    return new NetworkConfig(latency, bandwidthMbps, loss, others, clients, neighbours);
  }

  /** Checks that every named link exists among these nodes. */
  void requireNodesBelow(int smallest) {
    for (int i = 0; i < links.size(); i++) {
      requireNode("network.links[" + i + "].from", links.get(i).from(), smallest);
      requireNode("network.links[" + i + "].to", links.get(i).to(), smallest);
    }
    clients.ifPresent(each -> each.requireNodesBelow(smallest));
  }

  /** Checks what the clients' number and requests have to be. */
  void requireClients(int number, RequestProofKind requests) {
    clients.ifPresent(each -> each.requireClients(number));
    boolean relayed = clients.filter(each -> !each.agencies().isEmpty()).isPresent();
    if (relayed && requests == RequestProofKind.MACS) {
      throw new IllegalArgumentException(
          "network.clients.agencies must be left out where pbft.requests is macs: an agency cannot"
              + " check codes for others");
    }
  }

  private static void requireNode(String key, int node, int smallest) {
    if (node >= smallest) {
      throw new IllegalArgumentException(
          key + " must be under " + smallest + ", the smallest of nodes, not " + node);
    }
  }

  /** The same with the links in the order of their nodes: their order in a file means nothing. */
  NetworkConfig canonical() {
    List<LinkConfig> sorted =
        links.stream()
            .sorted(Comparator.comparingInt(LinkConfig::from).thenComparingInt(LinkConfig::to))
            .toList();
    return new NetworkConfig(
        latency,
        bandwidthMbps,
        loss,
        sorted,
        clients.map(ClientAccessConfig::canonical),
        neighbours);
  }
}
