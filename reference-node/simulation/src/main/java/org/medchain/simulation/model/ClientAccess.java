package org.medchain.simulation.model;

import java.util.List;
import org.medchain.data.Argument;

/**
 * How clients reach the nodes (SIM-39): over their own links latency and, where it is so, through
 * an information aggregation agency (paper §3.1): a node that passes a client's requests on to all
 * others and brings their replies back.
 *
 * @param links between a client and a node that differ from all others
 * @param agencies by client, the index of the node that is its agency; empty where clients send to
 *     all nodes themselves
 */
public record ClientAccess(List<ClientLink> links, List<Integer> agencies) {
  /** All clients' links are alike, and clients send to all nodes themselves. */
  public static final ClientAccess DIRECT = new ClientAccess(List.of(), List.of());

  /**
   * The exception for one client and one node, in both directions.
   *
   * @param client its index among the clients, from 0
   * @param node its index among the nodes, from 0
   * @param latency one-way delay of a message
   */
  public record ClientLink(int client, int node, DelayDistribution latency) {}

  public ClientAccess {
    links = List.copyOf(links);
    agencies = List.copyOf(agencies);
  }

  /** Checks that every client and every node that is named can exist. */
  void requireNodes(int nodes) {
    for (ClientLink link : links) {
      Argument.refuseIf(
          link.client() < 0 || link.node() < 0 || link.node() >= nodes,
          "a client's link is between client %s and node %s",
          link.client(),
          link.node());
    }
    for (int agency : agencies) {
      Argument.refuseIf(
          agency < 0 || agency >= nodes, "an agency is node %s of 0 to %s", agency, (nodes - 1));
    }
  }
}
