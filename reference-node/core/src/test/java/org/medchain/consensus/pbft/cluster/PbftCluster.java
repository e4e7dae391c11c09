package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;

/** Replicas and clients whose network delivers in order; timers fire when the test says. */
final class PbftCluster {
  /** A message in flight; who sent it need not be who signed it. */
  record Flight(PublicKey from, PublicKey to, Envelope envelope) {}

  private static final int MOST_DELIVERIES = 200_000;

  final TestCommittee committee;
  private final List<TestHost> hosts = new ArrayList<>();
  private final List<PbftReplica> replicas = new ArrayList<>();
  private final List<RecordingReplica> recorders = new ArrayList<>();
  private final Map<PublicKey, ClientSession> clients = new LinkedHashMap<>();
  private final Map<PublicKey, Timer> clientTimers = new LinkedHashMap<>();
  private final Map<String, Long> sequences = new TreeMap<>();
  private final List<Flight> inFlight = new ArrayList<>();
  private final Set<Integer> crashed = new LinkedHashSet<>();
  private final Map<PublicKey, Consumer<Envelope>> ears = new TreeMap<>();
  private final List<Output.Accepted> accepted = new ArrayList<>();
  private final List<SignedStatements> promises = new ArrayList<>();
  private final AgreementInvariant agreement;
  private Predicate<Flight> loses = flight -> false;
  private UnaryOperator<Flight> tampers = flight -> flight;

  PbftCluster(TestCommittee committee) {
    this.committee = committee;
    this.agreement = new AgreementInvariant(committee.genesis());
    for (int i = 0; i < committee.members.size(); i++) {
      add();
    }
  }

  /** Starts one more node, which is not a member yet unless the committee says so; its number. */
  int add() {
    int node = hosts.size();
    PbftReplica replica = committee.replica(node);
    RecordingReplica recorder = new RecordingReplica(replica);
    replicas.add(replica);
    recorders.add(recorder);
    promises.add(new SignedStatements("node " + node));
    hosts.add(committee.host(node, recorder));
    give(node, new Input.Started(hosts.get(node).nowNs()));
    return node;
  }

  List<Output> restart(int node) {
    return restart(node, hosts.get(node).log());
  }

  /** Restarts a node with a log, which may be an old copy of it. */
  List<Output> restart(int node, List<Bytes> log) {
    crashed.remove(node);
    PbftReplica replica = committee.replica(node);
    RecordingReplica recorder = new RecordingReplica(replica);
    replicas.set(node, replica);
    recorders.set(node, recorder);
    TestHost before = hosts.get(node);
    TestHost after = before.restarted(recorder, committee.genesisState(), committee.genesis());
    hosts.set(node, after);
    List<Output> outputs = new ArrayList<>(give(node, new Input.Recovered(after.nowNs(), log)));
    outputs.addAll(give(node, new Input.Started(after.nowNs())));
    return outputs;
  }

  void crash(int node) {
    crashed.add(node);
  }

  /** The test speaks for this node from now on; {@code ear} hears the messages to it. */
  void impersonate(int node, Consumer<Envelope> ear) {
    crashed.add(node);
    ears.put(committee.key(node), ear);
  }

  /** Sends a message that the test made. */
  void send(int from, int to, Envelope envelope) {
    fly(committee.key(from), committee.key(to), envelope);
  }

  /** From now on loses what {@code loses} says; anything lost before stays lost. */
  void lose(Predicate<Flight> loses) {
    this.loses = loses;
  }

  /** From now on replaces the messages in flight by the result of {@code tampers}. */
  void tamper(UnaryOperator<Flight> tampers) {
    this.tampers = tampers;
  }

  /** The client's next request, to all replicas. */
  Transaction submit(String client) {
    return submit(client, 1, Bytes.utf8("a synthetic record"));
  }

  /** This number of the client's next requests, each delivered with all that follows from it. */
  void order(String client, long requests) {
    for (long i = 0; i < requests; i++) {
      submit(client);
      deliver();
    }
  }

  /** The client's next request is to make these nodes the members. */
  Transaction change(String client, int... nodes) {
    List<PublicKey> keys = Arrays.stream(nodes).mapToObj(committee::key).toList();
    return submit(
        client, HashChainStateMachine.MEMBERS, HashChainStateMachine.body(new Membership(keys)));
  }

  Transaction register(String client, String... registered) {
    List<PublicKey> keys =
        Arrays.stream(registered).map(each -> TestCommittee.client(each).publicKey()).toList();
    return submit(client, HashChainStateMachine.REGISTER, HashChainStateMachine.body(keys));
  }

  private Transaction submit(String client, int kind, Bytes body) {
    Transaction request = next(client, kind, body);
    client(request.request().sender(), new Input.RequestSubmitted(TestCommittee.NOW_NS, request));
    return request;
  }

  /** The client's next request is to be answered without being ordered. */
  Transaction read(String client) {
    Transaction request = next(client, 1, Bytes.utf8("a question"));
    client(request.request().sender(), new Input.ReadSubmitted(TestCommittee.NOW_NS, request));
    return request;
  }

  private Transaction next(String client, int kind, Bytes body) {
    long sequence = sequences.merge(client, 1L, Long::sum);
    Transaction request = committee.request(client, sequence, kind, body);
    PublicKey sender = request.request().sender();
    clients.computeIfAbsent(sender, key -> new PbftClientSession(committee.members, 500_000_000));
    return request;
  }

  /** Fires the retransmission timer that this client started last. */
  void fireClient(String client) {
    PublicKey key = TestCommittee.client(client).publicKey();
    client(key, new Input.TimerFired(TestCommittee.NOW_NS, clientTimers.get(key)));
  }

  private void client(PublicKey key, Input input) {
    for (Output output : clients.get(key).step(input)) {
      switch (output) {
        case Output.Broadcast broadcast -> toNodes(node -> fly(key, node, broadcast.envelope()));
        case Output.StartTimer start -> clientTimers.put(key, start.timer());
        case Output.Accepted each -> accepted.add(each);
        default -> {}
      }
    }
  }

  /** Gives a replica an input; its messages are then in flight. */
  List<Output> give(int node, Input input) {
    return crashed.contains(node) ? List.of() : carry(node, hosts.get(node).give(input));
  }

  /** Fires a timer of a replica if it is running. */
  List<Output> fire(int node, Timer timer) {
    return crashed.contains(node) ? List.of() : carry(node, hosts.get(node).fire(timer));
  }

  /** Fires a timer at every node where it runs, then delivers all. */
  void fireAll(Timer timer) {
    for (int i = 0; i < hosts.size(); i++) {
      fire(i, timer);
    }
    deliver();
  }

  void fireAll(Timer timer, int times) {
    for (int i = 0; i < times; i++) {
      fireAll(timer);
    }
  }

  private List<Output> carry(int node, List<Output> outputs) {
    PublicKey from = committee.key(node);
    for (Output output : outputs) {
      switch (output) {
        case Output.Commit commit -> agreement.onCommit(commit);
        case Output.Send send -> {
          note(node, send.envelope());
          fly(from, send.to(), send.envelope());
        }
        case Output.Broadcast broadcast -> {
          note(node, broadcast.envelope());
          toNodes(
              to -> {
                if (!to.equals(from)) {
                  fly(from, to, broadcast.envelope());
                }
              });
        }
        case Output.Reply reply ->
            fly(from, reply.client(), committee.seal(committee.keys(node), reply.message()));
        default -> {}
      }
    }
    return outputs;
  }

  private void toNodes(Consumer<PublicKey> each) {
    for (int node = 0; node < hosts.size(); node++) {
      each.accept(committee.key(node));
    }
  }

  /** PBFT-18: the messages in its own name are noted over all its lives. */
  private void note(int node, Envelope envelope) {
    if (envelope.sender().equals(committee.key(node))) {
      committee.message(envelope).ifPresent(promises.get(node)::onSent);
    }
  }

  private void fly(PublicKey from, PublicKey to, Envelope envelope) {
    inFlight.add(new Flight(from, to, envelope));
  }

  /** Delivers everything in flight, and what follows from it, in the order of sending. */
  void deliver() {
    for (int count = 0; !inFlight.isEmpty(); count++) {
      if (count > MOST_DELIVERIES) {
        throw new AssertionError("the replicas do not come to rest");
      }
      Flight flight = inFlight.remove(0);
      if (!loses.test(flight)) {
        arrive(tampers.apply(flight));
      }
    }
  }

  /** Delivers up to this number of messages, oldest first. */
  void deliverSome(int most) {
    for (int count = 0; count < most && !inFlight.isEmpty(); count++) {
      Flight flight = inFlight.remove(0);
      if (!loses.test(flight)) {
        arrive(tampers.apply(flight));
      }
    }
  }

  /** Tells a replica of the oldest execution held back. */
  List<Output> release(int node) {
    return carry(node, hosts.get(node).releaseExecution());
  }

  /** Delivers any one of the messages in flight. */
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
    int node = committee.numberOf(flight.to());
    if (node < 0) {
      if (clients.containsKey(flight.to())) {
        client(flight.to(), committee.arrival(flight.envelope(), TestCommittee.NOW_NS));
      }
    } else if (!crashed.contains(node)) {
      give(node, committee.arrival(flight.envelope(), hosts.get(node).nowNs()));
    }
  }

  /** Results that clients accepted, in order. */
  List<Output.Accepted> accepted() {
    return accepted;
  }

  /** The committed blocks of all nodes, crashed ones too. */
  AgreementInvariant agreement() {
    return agreement;
  }

  /** All live nodes have come equally far, and their states are the chain's. */
  void checkLevel() {
    for (int node : live()) {
      assertThat(hosts.get(node).height()).as("node %d", node).isEqualTo(agreement.height());
      agreement.check(hosts.get(node).machine());
    }
  }

  TestHost host(int node) {
    return hosts.get(node);
  }

  PbftReplica replica(int node) {
    return replicas.get(node);
  }

  List<RecordingReplica.Step> steps(int node) {
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
