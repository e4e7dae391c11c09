package org.medchain.simulation.network;

import org.medchain.simulation.model.ClientAccess;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.NetworkModel;

/** Latencies between clients and nodes (SIM-39): those of their own links, or the usual. */
final class ClientLatencies {
  private final int nodes;

  /** By client and node; null where it is as all others, and empty where all are. */
  private final DelayDistribution[][] own;

  ClientLatencies(NetworkModel model, int clients, int nodes) {
    this.nodes = nodes;
    ClientAccess access = model.access();
    this.own = new DelayDistribution[access.links().isEmpty() ? 0 : clients][nodes];
    for (ClientAccess.ClientLink link : access.links()) {
      // A load may have fewer clients than are placed.
      if (link.client() < clients) {
        own[link.client()][link.node()] = link.latency();
      }
    }
  }

  /** Between two parties of which one is a client; the usual one where they name none. */
  DelayDistribution between(int from, int to, DelayDistribution usual) {
    DelayDistribution found =
        own.length == 0 ? null : own[Math.max(from, to) - nodes][Math.min(from, to)];
    return found == null ? usual : found;
  }
}
