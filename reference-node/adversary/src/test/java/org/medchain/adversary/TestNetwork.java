package org.medchain.adversary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;

/** Nodes and clients on one clock; every message takes a drawn time, without loss. */
public final class TestNetwork {
  static final long GENESIS_MS = ConsensusTestChain.GENESIS_MS;
  private static final Hash GENESIS_ROOT = Hash.of(Bytes.utf8("genesis state"));
  public static final long START_NS = GENESIS_MS * 1_000_000;
  static final long MS = 1_000_000;
  public static final TestSignatures SCHEME = new TestSignatures();

  private record Event(long atNs, long number, Runnable happens) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atNs, other.atNs);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  interface Loss {
    boolean takes(PublicKey from, PublicKey to, Envelope envelope);
  }

  private final ChainParameters chain;
  private final Membership members;
  private final Authenticator authenticator;
  private final AdversaryRandom draws;
  private final Supplier<ClientSession> session;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  final List<TestNode> nodes = new ArrayList<>();
  private final Map<PublicKey, ClientSession> clients = new LinkedHashMap<>();
  final List<Output.Accepted> accepted = new ArrayList<>();
  private double[] hashRate = {};

  /** Which messages never arrive. */
  Loss loss = (from, to, envelope) -> false;

  private long nowNs = START_NS;
  private long lastEvent;

  /** By receiver, kind and reason: the refusals of authenticators and replicas. */
  final List<Output.Reject> rejected = new ArrayList<>();

  TestNetwork(
      int count,
      ChainParameters chain,
      List<MessageType> kinds,
      Supplier<ClientSession> session,
      long seed) {
    this.chain = chain;
    this.session = session;
    this.members = members(count);
    this.authenticator = new Authenticator(chain.chain(), SCHEME, new MessageRegistry(kinds));
    this.draws = new AdversaryRandom(seed);
  }

  public static KeyPair keys(String name) {
    return ConsensusTestChain.keys(SCHEME, name);
  }

  public static Membership members(int count) {
    return new Membership(
        IntStream.range(0, count).mapToObj(i -> keys("node " + i).publicKey()).toList());
  }

  public static HashChainStateMachine machine() {
    return new HashChainStateMachine(GENESIS_ROOT);
  }

  void start(BiFunction<Integer, PublicKey, Replica> replica) {
    for (int i = 0; i < members.size(); i++) {
      TestNode node = new TestNode(i, keys("node " + i), replica.apply(i, members.key(i)), this);
      nodes.add(node);
      at(nowNs, () -> node.give(new Input.Started(nowNs())));
    }
  }

  /** Headers are found after exponential times, at this rate a ms by each node. */
  void mine(double... perMs) {
    hashRate = perMs;
  }

  Membership members() {
    return members;
  }

  /** In whole ms, as the clocks of hosts go. */
  long nowNs() {
    return nowNs / MS * MS;
  }

  Block genesis() {
    return chain.genesis();
  }

  Envelope seal(KeyPair sender, Message message) {
    return Envelope.seal(SCHEME, chain.chain(), sender, message);
  }

  private void at(long atNs, Runnable happens) {
    events.add(new Event(atNs, ++lastEvent, happens));
  }

  /** Runs an action after this number of ms. */
  void after(long ms, Runnable happens) {
    at(nowNs + ms * MS, happens);
  }

  void timer(TestNode node, Timer timer, long start, long delayNs) {
    at(nowNs + delayNs, () -> node.fire(timer, start));
  }

  void send(PublicKey from, PublicKey to, Envelope envelope) {
    if (loss.takes(from, to, envelope)) {
      return;
    }
    at(nowNs + draws.between(MS / 2, 2 * MS), () -> arrive(to, envelope));
  }

  private void arrive(PublicKey to, Envelope envelope) {
    Input input =
        switch (authenticator.authenticate(envelope)) {
          case AuthenticationResult.Verified verified
              when verified.message() instanceof Request request ->
              new Input.RequestSubmitted(nowNs(), request.transaction());
          case AuthenticationResult.Verified verified ->
              new Input.MessageReceived(nowNs(), verified);
          case AuthenticationResult.Rejected refused -> {
            rejected.add(new Output.Reject(refused.sender(), refused.kind(), refused.reason()));
            yield new Input.MessageRejected(
                nowNs(), refused.sender(), envelope.code(), refused.kind(), refused.reason());
          }
        };
    int node = members.indexOf(to);
    if (node >= 0) {
      nodes.get(node).give(input);
    } else if (clients.containsKey(to) && !(input instanceof Input.RequestSubmitted)) {
      client(to, input);
    }
  }

  /** A client's request, which the client does not know of yet. */
  Transaction request(String client, long sequence, String body) {
    return Transaction.signed(SCHEME, chain.chain(), keys(client), sequence, 1, Bytes.utf8(body));
  }

  Transaction submit(String client, long sequence, long afterMs) {
    KeyPair keys = keys(client);
    clients.computeIfAbsent(keys.publicKey(), key -> session.get());
    Transaction request = request(client, sequence, client + " " + sequence);
    at(
        nowNs + afterMs * MS,
        () -> client(keys.publicKey(), new Input.RequestSubmitted(nowNs, request)));
    return request;
  }

  private void client(PublicKey key, Input input) {
    for (Output output : clients.get(key).step(input)) {
      switch (output) {
        case Output.Broadcast broadcast ->
            members.keys().forEach(node -> send(key, node, broadcast.envelope()));
        case Output.Send send -> send(key, send.to(), send.envelope());
        case Output.StartTimer start ->
            at(
                nowNs + start.delayNs(),
                () -> client(key, new Input.TimerFired(nowNs, start.timer())));
        case Output.Accepted each -> accepted.add(each);
        default -> {}
      }
    }
  }

  void mines(TestNode node, Header asked) {
    double perMs = hashRate[node.number];
    if (perMs > 0) {
      double exponential = -StrictMath.log(1 - draws.below(1 << 30) / (double) (1 << 30));
      at(nowNs + (long) (exponential / perMs * MS), () -> found(node, asked));
    }
  }

  private void found(TestNode node, Header asked) {
    if (node.host.mining().filter(asked::equals).isPresent()) {
      node.give(new Input.NonceFound(nowNs(), ConsensusTestChain.search(asked)));
    }
  }

  /** Lets this number of ms pass. */
  void run(long ms) {
    long endNs = nowNs + ms * MS;
    while (!events.isEmpty() && events.peek().atNs() <= endNs) {
      Event event = events.remove();
      nowNs = event.atNs();
      event.happens().run();
    }
    nowNs = endNs;
  }
}
