package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.TestHost;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/**
 * Replicas and clients joined by a network that delivers in order and loses what the test says.
 * Nothing is random and no time passes by itself: timers fire when the test fires them.
 */
final class PbftCluster {
  /**
   * A message under way.
   *
   * @param from the node or client that sent it, which need not be who signed it
   */
  record Flight(PublicKey from, PublicKey to, Envelope envelope) {}

  private static final int MOST_DELIVERIES = 200_000;

  final Committee committee;
  private final List<TestHost> hosts = new ArrayList<>();
  private final List<PbftReplica> replicas = new ArrayList<>();
  private final List<Recorder> recorders = new ArrayList<>();
  private final Map<PublicKey, ClientSession> clients = new LinkedHashMap<>();
  private final Map<PublicKey, Timer> clientTimers = new LinkedHashMap<>();
  private final Map<String, Long> sequences = new TreeMap<>();
  private final List<Flight> inFlight = new ArrayList<>();
  private final Set<Integer> crashed = new LinkedHashSet<>();
  private final Map<PublicKey, Consumer<Envelope>> ears = new TreeMap<>();
  private final List<Output.Accepted> accepted = new ArrayList<>();
  private Predicate<Flight> loses = flight -> false;

  PbftCluster(Committee committee) {
    this.committee = committee;
    for (int i = 0; i < committee.members.size(); i++) {
      PbftReplica replica = committee.replica(i);
      Recorder recorder = new Recorder(replica);
      replicas.add(replica);
      recorders.add(recorder);
      hosts.add(committee.host(i, recorder));
      hosts.get(i).give(new Input.Started(hosts.get(i).nowNs()));
    }
  }

  void crash(int node) {
    crashed.add(node);
  }

  /** The test speaks for this node from now on; what is sent to it, {@code ear} hears. */
  void impersonate(int node, Consumer<Envelope> ear) {
    crashed.add(node);
    ears.put(committee.key(node), ear);
  }

  /** Puts a message under way that the test made. */
  void send(int from, int to, Envelope envelope) {
    fly(committee.key(from), committee.key(to), envelope);
  }

  /** From now on loses what {@code loses} says; anything lost before stays lost. */
  void lose(Predicate<Flight> loses) {
    this.loses = loses;
  }

  /** The client's next request, to all replicas. */
  Transaction submit(String client) {
    Transaction request = committee.request(client, sequences.merge(client, 1L, Long::sum));
    PublicKey sender = request.request().sender();
    clients.computeIfAbsent(sender, key -> new PbftClientSession(committee.members, 500_000_000));
    client(sender, new Input.RequestSubmitted(Committee.NOW_NS, request));
    return request;
  }

  /** Fires the retransmission timer that this client started last. */
  void fireClient(String client) {
    PublicKey key = Committee.client(client).publicKey();
    client(key, new Input.TimerFired(Committee.NOW_NS, clientTimers.get(key)));
  }

  private void client(PublicKey key, Input input) {
    for (Output output : clients.get(key).step(input)) {
      switch (output) {
        case Output.Broadcast broadcast ->
            committee.members.keys().forEach(node -> fly(key, node, broadcast.envelope()));
        case Output.StartTimer start -> clientTimers.put(key, start.timer());
        case Output.Accepted each -> accepted.add(each);
        default -> {}
      }
    }
  }

  /** Gives a replica an input; its messages are then under way. */
  List<Output> give(int node, Input input) {
    return crashed.contains(node) ? List.of() : carry(node, hosts.get(node).give(input));
  }

  /** Fires a timer of a replica if it is running. */
  List<Output> fire(int node, Timer timer) {
    return crashed.contains(node) ? List.of() : carry(node, hosts.get(node).fire(timer));
  }

  /** Fires a timer wherever it is running, then delivers all. */
  void fireAll(Timer timer) {
    for (int i = 0; i < hosts.size(); i++) {
      fire(i, timer);
    }
    deliver();
  }

  private List<Output> carry(int node, List<Output> outputs) {
    PublicKey from = committee.key(node);
    for (Output output : outputs) {
      switch (output) {
        case Output.Send send -> fly(from, send.to(), send.envelope());
        case Output.Broadcast broadcast ->
            committee.members.keys().stream()
                .filter(to -> !to.equals(from))
                .forEach(to -> fly(from, to, broadcast.envelope()));
        case Output.Reply reply ->
            fly(from, reply.client(), committee.seal(committee.keys(node), reply.message()));
        default -> {}
      }
    }
    return outputs;
  }

  private void fly(PublicKey from, PublicKey to, Envelope envelope) {
    inFlight.add(new Flight(from, to, envelope));
  }

  /** Delivers everything under way and what follows from it, in the order of sending. */
  void deliver() {
    for (int count = 0; !inFlight.isEmpty(); count++) {
      if (count > MOST_DELIVERIES) {
        throw new AssertionError("the replicas do not come to rest");
      }
      Flight flight = inFlight.remove(0);
      if (!loses.test(flight)) {
        arrive(flight);
      }
    }
  }

  /** Delivers any one of the messages under way. */
  void deliverOne(Random random) {
    if (!inFlight.isEmpty()) {
      arrive(inFlight.remove(random.nextInt(inFlight.size())));
    }
  }

  private void arrive(Flight flight) {
    if (ears.containsKey(flight.to())) {
      ears.get(flight.to()).accept(flight.envelope());
      return;
    }
    int node = committee.members.indexOf(flight.to());
    if (node < 0) {
      if (clients.containsKey(flight.to())) {
        client(flight.to(), committee.arrival(flight.envelope(), Committee.NOW_NS));
      }
    } else if (!crashed.contains(node)) {
      give(node, committee.arrival(flight.envelope(), hosts.get(node).nowNs()));
    }
  }

  /** Results that clients accepted, in order. */
  List<Output.Accepted> accepted() {
    return accepted;
  }

  TestHost host(int node) {
    return hosts.get(node);
  }

  PbftReplica replica(int node) {
    return replicas.get(node);
  }

  List<Recorder.Step> steps(int node) {
    return recorders.get(node).steps();
  }

  /** The hashes of a replica's committed blocks from the genesis block on. */
  List<Hash> chainOf(int node) {
    return hosts.get(node).chain().stream().map(Block::hash).toList();
  }

  /** The replicas that have not crashed. */
  List<Integer> live() {
    List<Integer> live = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      if (!crashed.contains(i)) {
        live.add(i);
      }
    }
    return live;
  }
}
