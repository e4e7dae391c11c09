package org.medchain.simulation.model;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.pow.NeighbourGraph;

/**
 * How messages travel (SIM-9 to SIM-12): each waits for the sender's uplink, then takes a latency
 * drawn for its link, or is lost.
 *
 * <p>Latencies are drawn for each message alone, so of two messages on one link the later may
 * arrive first, as over UDP or several connections, unless {@code fifo} is set. Only nodes have a
 * limited uplink; clients are many machines, each with little to send.
 *
 * @param latency between two nodes
 * @param clientLatency between a client and a node, either way
 * @param bandwidthMbps of a node's uplink in 10^6 bits a second; {@link Double#POSITIVE_INFINITY}
 *     for no limit
 * @param loss probability that a message is lost, 0 to 1, on any link
 * @param fifo whether a message never overtakes an earlier one on the same link, as over one TCP
 *     connection
 * @param links the links between nodes that differ from all others
 * @param access how clients reach the nodes, where that is not all alike
 * @param neighbours the nodes that a node's replica can send to (SIM-46); empty for all
 */
public record NetworkModel(
    DelayDistribution latency,
    DelayDistribution clientLatency,
    double bandwidthMbps,
    double loss,
    boolean fifo,
    List<LinkOverride> links,
    ClientAccess access,
    Optional<NeighbourGraph> neighbours) {
  /** Checks the ranges and copies the list. */
  public NetworkModel {
    links = List.copyOf(links);
    if (!(bandwidthMbps > 0)) {
      throw new IllegalArgumentException(
          "the bandwidth is more than 0 Mbit/s, not " + bandwidthMbps);
    }
    if (!(loss >= 0 && loss <= 1)) {
      throw new IllegalArgumentException("the loss is a probability, not " + loss);
    }
  }

  /** With clients whose links are all alike, and that send to all nodes themselves. */
  public NetworkModel(
      DelayDistribution latency,
      DelayDistribution clientLatency,
      double bandwidthMbps,
      double loss,
      boolean fifo,
      List<LinkOverride> links) {
    this(
        latency,
        clientLatency,
        bandwidthMbps,
        loss,
        fifo,
        links,
        ClientAccess.DIRECT,
        Optional.empty());
  }

  /** The same in which replicas are linked to these alone. */
  public NetworkModel with(NeighbourGraph graph) {
    return new NetworkModel(
        latency, clientLatency, bandwidthMbps, loss, fifo, links, access, Optional.of(graph));
  }

  /** All links alike, the clients' too; messages may overtake each other. */
  public static NetworkModel of(DelayDistribution latency, double bandwidthMbps, double loss) {
    return new NetworkModel(latency, latency, bandwidthMbps, loss, false, List.of());
  }

  /** Checks that every special link is of nodes that exist. */
  public void requireNodes(int nodes) {
    access.requireNodes(nodes);
    for (LinkOverride link : links) {
      if (Math.min(link.from(), link.to()) < 0 || Math.max(link.from(), link.to()) >= nodes) {
        throw new IllegalArgumentException(
            "a link goes from node "
                + link.from()
                + " to "
                + link.to()
                + " of 0 to "
                + (nodes - 1));
      }
    }
  }

  /** How long a sender's uplink is taken by one byte, in ns. */
  public double nsPerByte() {
    return 8_000 / bandwidthMbps;
  }
}
