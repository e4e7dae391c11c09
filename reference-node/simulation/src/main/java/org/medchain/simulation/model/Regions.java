package org.medchain.simulation.model;

import java.util.List;
import org.medchain.data.Argument;

/**
 * The places of the parties, and the paths between their regions (SIM-48); where all links are
 * alike, there is one region.
 *
 * @param paths by the sender's region and, within it, by the receiver's
 * @param nodes the region of each node, by its number in {@code paths}; beyond the last it begins
 *     again
 * @param clients the same of clients
 */
public record Regions(List<List<Path>> paths, List<Integer> nodes, List<Integer> clients) {
  /**
   * The common properties of messages from one region to another.
   *
   * @param latency one way
   * @param bandwidthMbps of a node's uplink to all parties of the other region, in 10^6 bits a
   *     second; {@link Double#POSITIVE_INFINITY} for no limit
   */
  public record Path(DelayDistribution latency, double bandwidthMbps) {
    public Path {
      Argument.refuseIf(
          !(bandwidthMbps > 0), "the bandwidth is more than 0 Mbit/s, not %s", bandwidthMbps);
    }

    /** How long a sender's uplink is taken by one byte, in ns. */
    double nsPerByte() {
      return 8_000 / bandwidthMbps;
    }
  }

  public Regions {
    paths = paths.stream().map(List::copyOf).toList();
    nodes = List.copyOf(nodes);
    clients = List.copyOf(clients);
  }

  /** One for all parties. */
  public static Regions one(Path path) {
    return new Regions(List.of(List.of(path)), List.of(0), List.of(0));
  }

  /** The region of a party: of a node, or behind them of a client. */
  int of(int party, int nodeCount) {
    return party < nodeCount
        ? nodes.get(party % nodes.size())
        : clients.get((party - nodeCount) % clients.size());
  }
}
