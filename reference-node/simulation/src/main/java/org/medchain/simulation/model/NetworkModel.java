package org.medchain.simulation.model;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.pow.NeighbourGraph;
import org.medchain.data.Argument;

/**
 * How messages travel (SIM-9 to SIM-12): each waits for the sender's uplink to the receiver's
 * region, then takes a latency drawn for its link, or is lost.
 *
 * <p>Latencies are drawn for each message separately, so of two messages on one link the later may
 * arrive first, as over UDP or several connections, unless {@code fifo} is set. Only nodes have a
 * limited uplink; clients are many machines, each with little to send.
 *
 * @param regions the places of the parties, and the paths between them
 * @param loss probability that a message is lost, 0 to 1, on any link
 * @param fifo whether a message never overtakes an earlier one on the same link, as over one TCP
 *     connection
 * @param links the links between nodes that differ from all others
 * @param access how clients reach the nodes, where that is not all alike
 * @param neighbours the nodes that a node's replica can send to (SIM-46); empty for all
 */
public record NetworkModel(
    Regions regions,
    double loss,
    boolean fifo,
    List<LinkOverride> links,
    ClientAccess access,
    Optional<NeighbourGraph> neighbours) {
  /** Checks the ranges and copies the list. */
  public NetworkModel {
    links = List.copyOf(links);
    Argument.refuseIf(!(loss >= 0 && loss <= 1), "the loss is a probability, not %s", loss);
  }

  /** The same in which replicas are linked only to these. */
  public NetworkModel with(NeighbourGraph graph) {
    return new NetworkModel(regions, loss, fifo, links, access, Optional.of(graph));
  }

  /** All links alike, the clients' too; messages may overtake each other. */
  public static NetworkModel of(DelayDistribution latency, double bandwidthMbps, double loss) {
    return new NetworkModel(
        Regions.one(new Regions.Path(latency, bandwidthMbps)),
        loss,
        false,
        List.of(),
        ClientAccess.DIRECT,
        Optional.empty());
  }

  /** Checks that every special link joins nodes that exist. */
  public void requireNodes(int nodes) {
    access.requireNodes(nodes);
    for (LinkOverride link : links) {
      Argument.refuseIf(
          Math.min(link.from(), link.to()) < 0 || Math.max(link.from(), link.to()) >= nodes,
          "a link goes from node %s to %s of 0 to %s",
          link.from(),
          link.to(),
          (nodes - 1));
    }
  }
}
