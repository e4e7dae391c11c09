package org.medchain.simulation.network;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.simulation.event.EventQueue;
import org.medchain.simulation.event.MessageInFlight;
import org.medchain.simulation.fault.NodeFaults;
import org.medchain.simulation.fault.Partitions;
import org.medchain.simulation.model.LinkOverride;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.RandomStreams;
import org.medchain.simulation.model.Regions;
import org.medchain.simulation.observe.RunCounters;

/**
 * Carries messages between nodes and clients under the {@link NetworkModel} and the faults that
 * concern links (SIM-9 to SIM-12, SIM-14, SIM-25, SIM-39, SIM-48). Parties 0 to n − 1 are the
 * nodes, then come the clients.
 */
public final class Network {
  private final EventQueue queue;
  private final NetworkModel model;
  private final RunCounters counters;
  private final int nodes;
  private final int[] regions;
  private final Regions.Path[][] paths;
  private final Partitions partitions;
  private final SenderState[] senders;
  private final LinkOverride[][] linkOverrides;
  private final ClientLatencies clientLatencies;

  /** One party's way out. */
  private static final class SenderState {
    final NodeFaults faults;
    final UniformRandomProvider latencies;
    final UniformRandomProvider losses;

    /** By region: when the uplink to it has carried everything given to it (SIM-48). */
    final long[] uplinkFreeNs;

    /** With first in, first out: the last arrival at each party. */
    final long[] lastArrivalNs;

    SenderState(NodeFaults faults, RandomStreams random, int party, int regions, int fifoParties) {
      this.faults = faults;
      this.latencies = random.stream("latency", party);
      this.losses = random.stream("loss", party);
      this.uplinkFreeNs = new long[regions];
      this.lastArrivalNs = new long[fifoParties];
    }
  }

  public Network(
      EventQueue queue,
      NetworkModel model,
      NodeFaults[] faults,
      Partitions cuts,
      int nodes,
      RandomStreams random,
      RunCounters counters) {
    this.queue = queue;
    this.model = model;
    this.counters = counters;
    this.partitions = cuts;
    this.nodes = nodes;
    this.regions = model.regions().ofParties(nodes, faults.length);
    this.paths =
        model.regions().paths().stream()
            .map(row -> row.toArray(Regions.Path[]::new))
            .toArray(Regions.Path[][]::new);
    this.senders = new SenderState[faults.length];
    for (int party = 0; party < faults.length; party++) {
      senders[party] =
          new SenderState(
              faults[party], random, party, paths.length, model.fifo() ? faults.length : 0);
    }
    this.linkOverrides =
        model.links().isEmpty() ? new LinkOverride[0][] : new LinkOverride[nodes][nodes];
    for (LinkOverride link : model.links()) {
      linkOverrides[link.from()][link.to()] = link;
    }
    this.clientLatencies = new ClientLatencies(model, faults.length - nodes, nodes);
  }

  /**
   * To all nodes but the sender, beginning with the one after it so that no node is favoured; what
   * a replica says goes to its neighbours (SIM-46).
   */
  public void broadcast(int from, MessageInFlight flight, long leaveNs) {
    int own = Math.min(from, nodes);
    for (int to = own + 1; to < nodes; to++) {
      sendAlongLink(from, to, flight, leaveNs);
    }
    for (int to = 0; to < own; to++) {
      sendAlongLink(from, to, flight, leaveNs);
    }
  }

  private void sendAlongLink(int from, int to, MessageInFlight flight, long leaveNs) {
    if (!flight.isFromNode() || isLinked(from, to)) {
      send(from, to, flight, leaveNs);
    }
  }

  /** Whether the replica of one node reaches a party: a client, or a neighbour (SIM-46). */
  public boolean isLinked(int from, int to) {
    return to >= nodes || model.neighbours().map(graph -> graph.isLinked(from, to)).orElse(true);
  }

  /** How many others a replica's broadcast goes to. */
  public int receivers(int from) {
    return model.neighbours().map(graph -> graph.of(from).size()).orElse(nodes - 1);
  }

  /** To one party; the sender's calls are in the order of their times. */
  public void send(int from, int to, MessageInFlight flight, long leaveNs) {
    SenderState sender = senders[from];
    if (sender.faults.silences(leaveNs)) {
      counters.withheld++;
      return;
    }
    long departedNs = from < nodes ? departure(from, to, flight.bytes(), leaveNs) : leaveNs;
    if (sender.faults.outages().crashesWithin(leaveNs, departedNs)) {
      counters.lost++;
      return;
    }
    LinkOverride link =
        linkOverrides.length > 0 && from < nodes && to < nodes ? linkOverrides[from][to] : null;
    // A lost message has taken its room on the uplink.
    if (isLost(sender, senders[to], link, departedNs) || isCut(from, to, departedNs)) {
      counters.lost++;
      return;
    }
    arrive(from, to, link, flight, departedNs);
    if (sender.faults.drawDuplicate(departedNs)) {
      arrive(from, to, link, flight, departedNs);
    }
  }

  private void arrive(
      int from, int to, LinkOverride link, MessageInFlight flight, long departedNs) {
    SenderState sender = senders[from];
    long arrivalNs = departedNs + drawLatencyNs(sender, to, from, link);
    arrivalNs += sender.faults.drawDelayNs(departedNs);
    if (model.fifo()) {
      // At the same time is late enough: the numbers of the events keep the order.
      arrivalNs = Math.max(arrivalNs, sender.lastArrivalNs[to]);
      sender.lastArrivalNs[to] = arrivalNs;
    }
    if (senders[to].faults.outages().isDown(arrivalNs)) {
      counters.lost++;
    } else {
      queue.schedule(arrivalNs, to, flight);
    }
  }

  private boolean isCut(int from, int to, long atNs) {
    return from < nodes && to < nodes && partitions.isCut(from, to, atNs);
  }

  /** A node is back: what waited for its uplink is gone. */
  public void restarted(int node, long atNs) {
    Arrays.fill(senders[node].uplinkFreeNs, atNs);
  }

  private long departure(int from, int to, int bytes, long leaveNs) {
    long[] freeNs = senders[from].uplinkFreeNs;
    int region = regions[to];
    long beginNs = Math.max(leaveNs, freeNs[region]);
    freeNs[region] = beginNs + Math.round(bytes * path(from, to).nsPerByte());
    return freeNs[region];
  }

  private Regions.Path path(int from, int to) {
    return paths[regions[from]][regions[to]];
  }

  private boolean isLost(SenderState sender, SenderState receiver, LinkOverride link, long atNs) {
    double probability = link == null ? model.loss() : link.loss();
    boolean lost = probability > 0 && sender.losses.nextDouble() < probability;
    lost |= sender.faults.drawLoss(atNs);
    lost |= receiver.faults.drawLoss(atNs);
    return lost;
  }

  private long drawLatencyNs(SenderState sender, int to, int from, LinkOverride link) {
    if (link != null) {
      return link.latency().drawNs(sender.latencies);
    }
    Regions.Path path = path(from, to);
    boolean betweenNodes = from < nodes && to < nodes;
    return (betweenNodes ? path.latency() : clientLatencies.between(from, to, path.clientLatency()))
        .drawNs(sender.latencies);
  }
}
