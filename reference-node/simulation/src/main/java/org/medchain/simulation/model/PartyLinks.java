package org.medchain.simulation.model;

import java.util.stream.IntStream;

/**
 * The links between the parties of a run (SIM-39, SIM-48). Parties 0 to n − 1 are the nodes, then
 * come the clients.
 */
public final class PartyLinks {
  private final NetworkModel model;
  private final int nodes;
  private final int[] regions;
  private final Regions.Path[][] paths;

  /** By sender and receiver; null where a link, or all of a sender, are as all others. */
  private final LinkOverride[][] own;

  /** Those of a model. */
  public PartyLinks(NetworkModel model, int nodes, int parties) {
    this.model = model;
    this.nodes = nodes;
    regions = IntStream.range(0, parties).map(each -> model.regions().of(each, nodes)).toArray();
    paths =
        model.regions().paths().stream()
            .map(row -> row.toArray(Regions.Path[]::new))
            .toArray(Regions.Path[][]::new);
    own = new LinkOverride[parties][];
    model.links().forEach(this::put);
    for (ClientAccess.ClientLink link : model.access().links()) {
      int client = nodes + link.client();
      // A load may have fewer clients than are placed.
      if (client < parties) {
        put(new LinkOverride(client, link.node(), link.latency(), model.loss()));
        put(new LinkOverride(link.node(), client, link.latency(), model.loss()));
      }
    }
  }

  private void put(LinkOverride link) {
    int from = link.from();
    if (own[from] == null) {
      own[from] = new LinkOverride[from < nodes ? own.length : nodes];
    }
    own[from][link.to()] = link;
  }

  /** The one-way delay of messages from one party to another. */
  public DelayDistribution latency(int from, int to) {
    LinkOverride[] named = own[from];
    return named == null || named[to] == null ? path(from, to).latency() : named[to].latency();
  }

  /** The probability that it is lost. */
  public double loss(int from, int to) {
    LinkOverride[] named = own[from];
    return named == null || named[to] == null ? model.loss() : named[to].loss();
  }

  /** How long a node's uplink to the region of another party is taken by one byte, in ns. */
  public double nsPerByte(int from, int to) {
    return path(from, to).nsPerByte();
  }

  /** Where a party is: a node has an uplink to each region. */
  public int region(int party) {
    return regions[party];
  }

  private Regions.Path path(int from, int to) {
    return paths[regions[from]][regions[to]];
  }
}
