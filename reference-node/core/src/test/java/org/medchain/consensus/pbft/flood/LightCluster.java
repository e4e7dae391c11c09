package org.medchain.consensus.pbft.flood;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;

/** Four replicas on hosts that keep no chain; messages arrive in the order of their sending. */
final class LightCluster {
  static final int NODES = 4;
  static final int WINDOW = 4;

  private static final SignatureScheme SCHEME = new NullSignatures();

  private record Flight(int to, Verified message) {}

  private final ChainParameters chain = ConsensusTestChain.parameters(WINDOW, Difficulty.NONE);
  private final List<KeyPair> keys = new ArrayList<>();
  private final List<PbftReplica> replicas = new ArrayList<>();
  private final List<TestHost> hosts = new ArrayList<>();
  private final Set<Integer> silent;
  private final Queue<Flight> inFlight = new ArrayDeque<>();
  private final Membership members;
  private final Authenticator authenticator;
  private Set<Integer> deaf = Set.of();
  private Consumer<Verified> listener = message -> {};

  /** A cluster at the genesis block; messages of the silent are lost. */
  LightCluster(long checkpointInterval, int poolCapacity, Set<Integer> silent) {
    for (int i = 0; i < NODES; i++) {
      keys.add(ConsensusTestChain.keys(SCHEME, "node " + i));
    }
    members = new Membership(keys.stream().map(KeyPair::publicKey).toList());
    authenticator =
        new Authenticator(chain.chain(), SCHEME, new MessageRegistry(PbftMessages.all()));
    BatchLimits oneEach = new BatchLimits(1, 10_000, 0);
    PbftParameters parameters =
        new PbftParameters(
            chain, oneEach, 1_000_000_000, 100_000_000, poolCapacity, checkpointInterval);
    this.silent = silent;
    Hash genesisState = chain.genesis().header().stateRoot();
    for (int i = 0; i < NODES; i++) {
      KeyPair own = keys.get(i);
      replicas.add(new PbftReplica(parameters, members, own.publicKey()));
      hosts.add(
          new TestHost(
              replicas.get(i),
              own,
              SCHEME,
              chain.genesis(),
              new HashChainStateMachine(genesisState, 8)));
      hosts.get(i).forgetChain();
      give(i, new Input.Started(TestCommittee.NOW_NS));
    }
  }

  private void give(int node, Input input) {
    send(node, hosts.get(node).give(input));
  }

  private void send(int from, List<Output> outputs) {
    if (!silent.contains(from)) {
      outputs.forEach(output -> send(from, output));
    }
  }

  private void send(int from, Output output) {
    switch (output) {
      case Output.Send send when members.contains(send.to()) ->
          inFlight.add(new Flight(members.indexOf(send.to()), verified(send.envelope())));
      case Output.Broadcast broadcast -> {
        Verified message = verified(broadcast.envelope());
        for (int to = 0; to < NODES; to++) {
          if (to != from) {
            inFlight.add(new Flight(to, message));
          }
        }
      }
      default -> {} // for clients
    }
  }

  /** The host's result for an envelope whose signatures hold. */
  Verified verified(Envelope envelope) {
    if (authenticator.authenticate(envelope) instanceof Verified verified) {
      return verified;
    }
    throw new AssertionError(authenticator.authenticate(envelope) + " of " + envelope);
  }

  Verified from(KeyPair sender, Message message) {
    return verified(Envelope.seal(SCHEME, chain.chain(), sender, message));
  }

  KeyPair keys(int node) {
    return keys.get(node);
  }

  static KeyPair keys(String name) {
    return ConsensusTestChain.keys(SCHEME, name);
  }

  Transaction request(String client, long sequence) {
    Bytes body = Bytes.utf8("a synthetic record");
    return Transaction.signed(SCHEME, chain.chain(), keys(client), sequence, 1, body);
  }

  void submit(Transaction request) {
    for (int node = 0; node < NODES; node++) {
      give(node, new Input.RequestSubmitted(TestCommittee.NOW_NS, request));
    }
  }

  /** Delivers everything in flight and the messages that follow from it. */
  void deliver() {
    deliver(message -> true);
  }

  /** Delivers the passing messages, and those that follow from them; the rest is lost. */
  void deliver(Predicate<Message> passes) {
    while (!inFlight.isEmpty()) {
      Flight flight = inFlight.remove();
      listener.accept(flight.message());
      if (!passes.test(flight.message().message())) {
        continue;
      }
      if (!deaf.contains(flight.to())) {
        give(flight.to(), flight.message());
      }
    }
  }

  void give(int node, Verified message) {
    give(node, new Input.MessageReceived(TestCommittee.NOW_NS, message));
  }

  /** From now on {@code listener} is called for each message that is delivered or lost. */
  void listen(Consumer<Verified> listener) {
    this.listener = listener;
  }

  /** From now on these get nothing from other replicas. */
  void deafen(Set<Integer> nodes) {
    deaf = nodes;
  }

  /** Loses everything in flight. */
  void lose() {
    inFlight.clear();
  }

  /** Fires what timers are running, then delivers. */
  void fireAll() {
    for (int node = 0; node < NODES; node++) {
      for (Timer timer : List.copyOf(hosts.get(node).timers())) {
        fire(node, timer);
      }
    }
    deliver();
  }

  void fire(int node, Timer timer) {
    send(node, hosts.get(node).fire(timer));
  }

  TestHost host(int node) {
    return hosts.get(node);
  }

  long view(int node) {
    return replicas.get(node).view();
  }

  /** Bytes held by the replica, the snapshots and the host's own lists. */
  long memory(int node) {
    return RetainedMemory.bytes(replicas.get(node), hosts.get(node).held());
  }

  long log(int node) {
    return RetainedMemory.bytes(hosts.get(node).log());
  }

  ChainParameters chain() {
    return chain;
  }
}
