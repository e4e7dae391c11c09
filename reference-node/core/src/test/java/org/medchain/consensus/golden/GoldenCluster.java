package org.medchain.consensus.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;

/**
 * A few nodes of any protocol and their clients, driven by the commands of a golden file. Messages
 * stay in flight until a command delivers or loses them; nothing happens by itself.
 *
 * <pre>
 * start                  all nodes start
 * submit alice           alice's next request goes to all nodes
 * read alice             alice's next request is to be answered without being ordered
 * mine 0 as a1           the search of node 0 succeeds; the block is called a1 from now on
 * deliver                everything in flight, oldest first, and its consequences
 * deliver 0 1            what is in flight from 0 to 1, without its consequences
 * lose, lose 0 1         the same messages never arrive
 * split 0 1 | 2 3 alice  messages between the sides are lost from now on
 * join                   no longer
 * crash 2                node 2 stops
 * restart 2              node 2, crashed or not, restarts with its durable log and snapshots
 * add 4                  a node that is not a member starts
 * change alice 0 1 2 4   alice's next request is to change the members to these nodes
 * fire 0 view-change 1   a timer of a node or client; the key may be left out if it is 0
 * wait 500               the clock advances by 500 milliseconds
 * chains                 the committed chain of every node
 * </pre>
 */
public final class GoldenCluster implements GoldenDriver {
  /** Makes the nodes and clients of a protocol; details follow a message's name in the file. */
  public record Protocol(
      ChainParameters chain,
      Membership members,
      List<MessageType> types,
      Function<PublicKey, Replica> replica,
      Supplier<ClientSession> client,
      Function<Message, String> details,
      Predicate<Output> shown) {}

  private record Flight(String from, String to, Envelope envelope) {}

  private static final SignatureScheme SCHEME = new Ed25519();

  private final Protocol protocol;
  private final Authenticator authenticator;
  private final GoldenNames names;
  private final GoldenRenderer renderer;
  private final Map<String, TestHost> nodes = new LinkedHashMap<>();
  private final Map<String, ClientSession> clients = new LinkedHashMap<>();
  private final Map<String, Long> sequences = new LinkedHashMap<>();
  private final List<Flight> inFlight = new ArrayList<>();
  private final Set<String> crashed = new LinkedHashSet<>();
  private final Map<String, Integer> sides = new LinkedHashMap<>();
  private long nowNs = ConsensusTestChain.GENESIS_MS * 1_000_000;

  /** A cluster whose nodes are called 0, 1, 2, … */
  public GoldenCluster(Protocol protocol) {
    this(protocol, new GoldenNames());
  }

  /** A cluster that names keys and blocks in {@code names}, where the protocol can look them up. */
  public GoldenCluster(Protocol protocol, GoldenNames names) {
    this.protocol = protocol;
    this.names = names;
    MessageRegistry kinds = new MessageRegistry(protocol.types());
    authenticator = new Authenticator(protocol.chain().chain(), SCHEME, kinds);
    renderer = new GoldenRenderer(names, kinds, protocol.details());
    names.give(protocol.chain().chain(), "genesis");
    for (int i = 0; i < protocol.members().size(); i++) {
      add(i);
    }
  }

  private void add(int index) {
    KeyPair keys = nodeKeys(index);
    names.give(keys.publicKey(), Integer.toString(index));
    Block genesis = protocol.chain().genesis();
    nodes.put(
        Integer.toString(index),
        new TestHost(replica(keys), keys, SCHEME, genesis, genesisState()));
  }

  private Replica replica(KeyPair keys) {
    return protocol.replica().apply(keys.publicKey());
  }

  private HashChainStateMachine genesisState() {
    return new HashChainStateMachine(protocol.chain().genesis().header().stateRoot());
  }

  public static Membership members(int count) {
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(nodeKeys(i).publicKey());
    }
    return new Membership(keys);
  }

  private static KeyPair nodeKeys(int index) {
    return ConsensusTestChain.keys(SCHEME, "node " + index);
  }

  /** The names that the file shows; a protocol's test may give more. */
  public GoldenNames names() {
    return names;
  }

  @Override
  public List<String> run(String command) {
    List<String> words = Arrays.asList(command.split(" "));
    List<String> rest = words.subList(1, words.size());
    List<String> lines = new ArrayList<>();
    switch (words.get(0)) {
      case "start" -> nodes.keySet().forEach(node -> give(node, new Input.Started(nowNs), lines));
      case "submit" -> submit(rest.get(0), 1, Bytes.utf8("a synthetic record"), lines);
      case "read" -> read(rest.get(0), lines);
      case "change" -> change(rest.get(0), rest.subList(1, rest.size()), lines);
      case "mine" -> mine(rest.get(0), rest.get(2), lines);
      case "deliver" -> deliver(rest, lines);
      case "lose" -> {
        List<Flight> lost = take(rest);
        lost.forEach(flight -> lines.add(line(flight) + " (lost)"));
      }
      case "split" -> split(rest);
      case "join" -> sides.clear();
      case "crash" -> crashed.add(rest.get(0));
      case "restart" -> restart(rest.get(0), lines);
      case "add" -> {
        add(Integer.parseInt(rest.get(0)));
        give(rest.get(0), new Input.Started(nowNs), lines);
      }
      case "fire" -> fire(rest, lines);
      case "wait" -> pass(Long.parseLong(rest.get(0)));
      case "chains" -> nodes.forEach((node, host) -> lines.add(node + ": " + chain(host)));
      default -> throw new IllegalArgumentException("no such command: " + command);
    }
    return lines;
  }

  private void give(String name, Input input, List<String> lines) {
    if (crashed.contains(name)) {
      return;
    }
    TestHost node = nodes.get(name);
    List<Output> outputs = node != null ? node.give(input) : clients.get(name).step(input);
    for (Output output : outputs) {
      if (!(output instanceof Output.Sign) && protocol.shown().test(output)) {
        lines.add(name + ": " + renderer.output(output));
      }
      send(name, output);
    }
  }

  private void send(String from, Output output) {
    switch (output) {
      case Output.Send send -> fly(from, names.of(send.to()), send.envelope());
      case Output.Broadcast broadcast ->
          nodes.keySet().stream()
              .filter(to -> !to.equals(from))
              .forEach(to -> fly(from, to, broadcast.envelope()));
      case Output.Reply reply -> {
        KeyPair keys = nodes.get(from).keys();
        Envelope sealed = Envelope.seal(SCHEME, protocol.chain().chain(), keys, reply.message());
        fly(from, names.of(reply.client()), sealed);
      }
      default -> {}
    }
  }

  private void fly(String from, String to, Envelope envelope) {
    boolean known = nodes.containsKey(to) || clients.containsKey(to);
    if (known && !crashed.contains(to) && side(from) == side(to)) {
      inFlight.add(new Flight(from, to, envelope));
    }
  }

  private int side(String name) {
    return sides.getOrDefault(name, 0);
  }

  private void restart(String node, List<String> lines) {
    crashed.remove(node);
    TestHost before = nodes.get(node);
    Block genesis = protocol.chain().genesis();
    TestHost after = before.restarted(replica(before.keys()), genesisState(), genesis);
    nodes.put(node, after);
    give(node, new Input.Recovered(nowNs, after.log()), lines);
    give(node, new Input.Started(nowNs), lines);
  }

  private void change(String client, List<String> members, List<String> lines) {
    List<PublicKey> keys =
        members.stream().map(node -> nodeKeys(Integer.parseInt(node)).publicKey()).toList();
    submit(
        client,
        HashChainStateMachine.MEMBERS,
        HashChainStateMachine.body(new Membership(keys)),
        lines);
  }

  private void submit(String client, int kind, Bytes body, List<String> lines) {
    Transaction request = request(client, kind, body);
    give(client, new Input.RequestSubmitted(nowNs, request), lines);
  }

  private void read(String client, List<String> lines) {
    Transaction request = request(client, 1, Bytes.utf8("a question"));
    give(client, new Input.ReadSubmitted(nowNs, request), lines);
  }

  private Transaction request(String client, int kind, Bytes body) {
    KeyPair keys = ConsensusTestChain.keys(SCHEME, client);
    names.give(keys.publicKey(), client);
    clients.computeIfAbsent(client, name -> protocol.client().get());
    long sequence = sequences.merge(client, 1L, Long::sum);
    return Transaction.signed(SCHEME, protocol.chain().chain(), keys, sequence, kind, body);
  }

  private void mine(String node, String block, List<String> lines) {
    Header sealed = ConsensusTestChain.search(nodes.get(node).mining().orElseThrow());
    names.give(sealed.hash(), block);
    give(node, new Input.NonceFound(nowNs, sealed), lines);
  }

  private void deliver(List<String> link, List<String> lines) {
    if (!link.isEmpty()) {
      take(link).forEach(flight -> arrive(flight, lines));
    }
    while (link.isEmpty() && !inFlight.isEmpty()) {
      arrive(inFlight.remove(0), lines);
    }
  }

  private List<Flight> take(List<String> link) {
    List<Flight> taken =
        inFlight.stream()
            .filter(f -> link.isEmpty() || f.from().equals(link.get(0)))
            .filter(f -> link.isEmpty() || f.to().equals(link.get(1)))
            .toList();
    inFlight.removeAll(taken);
    return taken;
  }

  private void arrive(Flight flight, List<String> lines) {
    if (crashed.contains(flight.to())) {
      return;
    }
    lines.add(line(flight));
    Input input =
        switch (authenticator.authenticate(flight.envelope())) {
          case AuthenticationResult.Verified verified ->
              verified.message() instanceof Request request
                  ? new Input.RequestSubmitted(nowNs, request.transaction())
                  : new Input.MessageReceived(nowNs, verified);
          case AuthenticationResult.Rejected rejected ->
              new Input.MessageRejected(
                  nowNs,
                  rejected.sender(),
                  flight.envelope().code(),
                  rejected.kind(),
                  rejected.reason());
        };
    give(flight.to(), input, lines);
  }

  private String line(Flight flight) {
    return flight.from() + " -> " + flight.to() + " " + renderer.message(flight.envelope());
  }

  private void split(List<String> words) {
    sides.clear();
    int side = 0;
    for (String word : words) {
      if (word.equals("|")) {
        side++;
      } else {
        sides.put(word, side);
      }
    }
  }

  private void fire(List<String> words, List<String> lines) {
    long key = words.size() > 2 ? Long.parseLong(words.get(2)) : 0;
    Timer timer = new Timer(words.get(1), key);
    TestHost node = nodes.get(words.get(0));
    if (node != null && !node.timers().contains(timer)) {
      throw new IllegalArgumentException("not running: " + timer + ", but " + node.timers());
    }
    give(words.get(0), new Input.TimerFired(nowNs, timer), lines);
  }

  private void pass(long ms) {
    nowNs += ms * 1_000_000;
    nodes.values().forEach(node -> node.pass(ms));
  }

  private String chain(TestHost host) {
    // The blocks under a restored one are not known, and shown as dots.
    List<String> shown = new ArrayList<>();
    host.restored().ifPresent(block -> shown.addAll(List.of("…", names.of(block))));
    host.chain().forEach(block -> shown.add(names.of(block.hash())));
    return String.join(" ", shown);
  }
}
