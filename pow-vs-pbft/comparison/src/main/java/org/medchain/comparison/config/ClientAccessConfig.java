package org.medchain.comparison.config;

import java.util.Comparator;
import java.util.List;

/**
 * How clients reach the nodes (key {@code network.clients}; CMP-54).
 *
 * @param links of a client and a node that differ from all others, each pair at most once
 * @param agencies for each client the node that is its information aggregation agency (paper §3.1):
 *     the client sends its requests there, and the agency passes them on to all; empty where
 *     clients send to all nodes themselves
 */
public record ClientAccessConfig(List<ClientLinkConfig> links, List<Integer> agencies) {
  private static final String LINKS = "network.clients.links";
  private static final String AGENCIES = "network.clients.agencies";

  /**
   * A client and a node whose link is unlike the other clients' links, the same in both directions
   * (an item of {@code network.clients.links}; CMP-54).
   *
   * @param client counted from 0
   * @param node counted from 0
   * @param latency one-way delay of a message
   */
  public record ClientLinkConfig(int client, int node, Latency latency) {}

  /** Copies the lists and checks that no pair comes twice. */
  public ClientAccessConfig {
    links = List.copyOf(links);
    agencies = List.copyOf(agencies);
    ConfigChecks.distinct(
        LINKS + "[%s] must be a new pair, not again client %s and node %s",
        links,
        link -> List.of(link.client(), link.node()));
  }

  /** Where nothing is said. */
  public static ClientAccessConfig defaults() {
    return new ClientAccessConfig(List.of(), List.of());
  }

  /** Checks that every node that is named exists among these. */
  void requireNodesBelow(int smallest) {
    for (int i = 0; i < links.size(); i++) {
      String key = LINKS + "[" + i + "].node";
      ConfigChecks.indexExists(key, links.get(i).node(), smallest, "smallest of nodes");
    }
    ConfigChecks.indicesExist(AGENCIES, agencies, smallest, "smallest of nodes");
  }

  /** Checks that every client that is named exists, and that each has an agency, or none. */
  void requireClients(int clients) {
    for (int i = 0; i < links.size(); i++) {
      String key = LINKS + "[" + i + "].client";
      ConfigChecks.indexExists(key, links.get(i).client(), clients, "number of workload.clients");
    }
    ConfigChecks.refuseIf(
        !agencies.isEmpty() && agencies.size() != clients,
        "%s must be %s nodes, one for each of workload.clients, not %s"
            .formatted(AGENCIES, Integer.toString(clients), Integer.toString(agencies.size())));
  }

  /** The same with the links in the order of clients and nodes: a file's order means nothing. */
  ClientAccessConfig canonical() {
    return new ClientAccessConfig(
        links.stream()
            .sorted(
                Comparator.comparingInt(ClientLinkConfig::client)
                    .thenComparingInt(ClientLinkConfig::node))
            .toList(),
        agencies);
  }
}
