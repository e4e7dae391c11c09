package org.medchain.simulation.network;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.simulation.event.EventQueue;
import org.medchain.simulation.event.MessageInFlight;
import org.medchain.simulation.fault.NodeFaults;
import org.medchain.simulation.fault.Partitions;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.PartyLinks;
import org.medchain.simulation.model.RandomStreams;
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
  private final PartyLinks links;
  private final Partitions partitions;
  private final SenderState[] senders;

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
    this.links = new PartyLinks(model, nodes, faults.length);
    this.senders = new SenderState[faults.length];
    int regions = model.regions().paths().size();
    for (int party = 0; party < faults.length; party++) {
      senders[party] =
          new SenderState(faults[party], random, party, regions, model.fifo() ? faults.length : 0);
    }
  }

  /**
   * To all nodes but the sender, beginning with the one after it so that no node is favoured; a
   * replica's messages go to its neighbours (SIM-46).
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
    // A lost message has taken its room on the uplink.
    if (isLost(from, to, departedNs) || isCut(from, to, departedNs)) {
      counters.lost++;
      return;
    }
    arrive(from, to, flight, departedNs);
    if (sender.faults.drawDuplicate(departedNs)) {
      arrive(from, to, flight, departedNs);
    }
  }

  private void arrive(int from, int to, MessageInFlight flight, long departedNs) {
    SenderState sender = senders[from];
    long arrivalNs = departedNs + links.latency(from, to).drawNs(sender.latencies);
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

  /** A node is back: the messages that waited for its uplink are gone. */
  public void restarted(int node, long atNs) {
    Arrays.fill(senders[node].uplinkFreeNs, atNs);
  }

  private long departure(int from, int to, int bytes, long leaveNs) {
    long[] freeNs = senders[from].uplinkFreeNs;
    int region = links.region(to);
    long beginNs = Math.max(leaveNs, freeNs[region]);
    freeNs[region] = beginNs + Math.round(bytes * links.nsPerByte(from, to));
    return freeNs[region];
  }

  private boolean isLost(int from, int to, long atNs) {
    double probability = links.loss(from, to);
    boolean lost = probability > 0 && senders[from].losses.nextDouble() < probability;
    lost |= senders[from].faults.drawLoss(atNs);
    lost |= senders[to].faults.drawLoss(atNs);
    return lost;
  }
}
