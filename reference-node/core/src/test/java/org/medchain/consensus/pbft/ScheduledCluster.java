package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.ChainedState;
import org.medchain.consensus.golden.TestChain;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.MessageRegistry;

/**
 * Replicas under a random schedule: any message in flight may come next, twice or never; timers
 * fire early; executions are late; replicas crash. Then the network heals and everything has to
 * commit.
 */
final class ScheduledCluster {
  private record Flight(int to, Envelope envelope) {}

  private static final SignatureScheme SCHEME = new TestSignatures();

  private final Random random;
  private final ChainParameters chain;
  private final List<TestHost> hosts = new ArrayList<>();
  private final List<PbftReplica> replicas = new ArrayList<>();
  private final Map<PublicKey, Integer> numbers = new LinkedHashMap<>();
  private final List<Flight> inFlight = new ArrayList<>();
  private final Set<Integer> crashed = new LinkedHashSet<>();
  private final List<Transaction> submitted = new ArrayList<>();
  private final Authenticator authenticator;
  private long delivered;

  ScheduledCluster(int nodes, int window, long seed) {
    random = new Random(seed);
    chain = TestChain.parameters(window, Difficulty.NONE);
    List<KeyPair> keys = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      keys.add(TestChain.keys(SCHEME, "node " + i));
      numbers.put(keys.get(i).publicKey(), i);
    }
    Membership members = new Membership(List.copyOf(numbers.keySet()));
    BatchLimits batch = new BatchLimits(2, 10_000, random.nextBoolean() ? 0 : 1_000_000);
    PbftParameters parameters = new PbftParameters(chain, batch, 1_000_000_000, 100_000_000, 1_000);
    for (KeyPair each : keys) {
      PbftReplica replica = new PbftReplica(parameters, members, each.publicKey());
      ChainedState state = new ChainedState(chain.genesis().header().stateRoot());
      replicas.add(replica);
      hosts.add(new TestHost(replica, each, SCHEME, chain.genesis(), state));
    }
    MessageRegistry kinds = new MessageRegistry(PbftMessages.all());
    authenticator = new Authenticator(chain.chain(), SCHEME, kinds);
  }

  void crash(int node) {
    crashed.add(node);
  }

  /** A fresh request of a random client, to a random part of the replicas. */
  void submit() {
    int client = random.nextInt(3);
    KeyPair keys = TestChain.keys(SCHEME, "client " + client);
    long sequence = submitted.size() + 1L;
    Transaction request =
        Transaction.signed(SCHEME, chain.chain(), keys, sequence, 1, Bytes.utf8("record"));
    submitted.add(request);
    for (int i = 0; i < hosts.size(); i++) {
      if (random.nextInt(4) > 0) {
        inFlight.add(new Flight(i, Request.envelope(request)));
      }
    }
  }

  /** One step of the schedule, with faults. */
  void stepFaulty() {
    int draw = random.nextInt(1_000);
    int node = random.nextInt(hosts.size());
    if (draw < 4) {
      fireOne(node);
    } else if (draw < 40 && !inFlight.isEmpty()) {
      inFlight.remove(random.nextInt(inFlight.size()));
    } else if (draw < 60 && !inFlight.isEmpty()) {
      deliver(inFlight.get(random.nextInt(inFlight.size())));
    } else if (draw < 80) {
      hosts.get(node).holdExecutions();
    } else if (draw < 180) {
      give(node, hosts.get(node).releaseExecution());
    } else if (!inFlight.isEmpty()) {
      deliver(inFlight.remove(random.nextInt(inFlight.size())));
    }
  }

  private void fireOne(int node) {
    List<Timer> timers = List.copyOf(hosts.get(node).timers());
    if (!timers.isEmpty() && !crashed.contains(node)) {
      give(node, hosts.get(node).fire(timers.get(random.nextInt(timers.size()))));
    }
  }

  private void deliver(Flight flight) {
    if (crashed.contains(flight.to())) {
      return;
    }
    delivered++;
    TestHost host = hosts.get(flight.to());
    Input input =
        switch (authenticator.authenticate(flight.envelope())) {
          case Authentication.Verified verified ->
              verified.message() instanceof Request request
                  ? new Input.RequestSubmitted(host.nowNs(), request.transaction())
                  : new Input.MessageReceived(host.nowNs(), verified);
          case Authentication.Rejected rejected ->
              throw new AssertionError("an honest message is rejected: " + rejected.reason());
        };
    give(flight.to(), host.give(input));
  }

  private void give(int from, List<Output> outputs) {
    for (Output output : outputs) {
      switch (output) {
        case Output.Send send -> inFlight.add(new Flight(numbers.get(send.to()), send.envelope()));
        case Output.Broadcast broadcast -> {
          for (int to = 0; to < hosts.size(); to++) {
            if (to != from) {
              inFlight.add(new Flight(to, broadcast.envelope()));
            }
          }
        }
        default -> {}
      }
    }
  }

  /**
   * Heals the network: in rounds, every message arrives, every held execution comes back, then the
   * timers that are due fire: all but the view timer, which is slower.
   *
   * @return whether every live replica executed every request within so many rounds
   */
  boolean heals(int rounds) {
    for (Transaction request : submitted) {
      for (int i = 0; i < hosts.size(); i++) {
        inFlight.add(new Flight(i, Request.envelope(request)));
      }
    }
    for (int round = 1; round <= rounds; round++) {
      drain();
      if (allDone()) {
        return true;
      }
      boolean slow = round % 8 == 0;
      for (int i = 0; i < hosts.size(); i++) {
        for (Timer timer : List.copyOf(hosts.get(i).timers())) {
          boolean view = timer.equals(ViewTimer.VIEW_CHANGE);
          if (!crashed.contains(i) && (slow || !view)) {
            give(i, hosts.get(i).fire(timer));
          }
        }
      }
    }
    return false;
  }

  private void drain() {
    boolean moved = true;
    while (moved) {
      while (!inFlight.isEmpty()) {
        deliver(inFlight.remove(0));
      }
      moved = false;
      for (int i = 0; i < hosts.size(); i++) {
        long before = hosts.get(i).heldExecutions();
        give(i, hosts.get(i).releaseExecution());
        moved |= before > 0;
      }
      moved |= !inFlight.isEmpty();
    }
  }

  private boolean allDone() {
    for (int i = 0; i < hosts.size(); i++) {
      if (!crashed.contains(i) && requests(i).size() != submitted.size()) {
        return false;
      }
    }
    return true;
  }

  /** The requests in the committed chain of a replica, in order. */
  List<RequestId> requests(int node) {
    List<RequestId> requests = new ArrayList<>();
    for (Block block : hosts.get(node).chain()) {
      block.transactions().forEach(transaction -> requests.add(transaction.request()));
    }
    return requests;
  }

  /** The hashes of the committed chain of a replica. */
  List<Hash> chainOf(int node) {
    return hosts.get(node).chain().stream().map(Block::hash).toList();
  }

  int size() {
    return hosts.size();
  }

  /** The highest view that a replica is in. */
  long highestView() {
    return replicas.stream().mapToLong(PbftReplica::view).max().orElse(0);
  }

  /** Messages that arrived. */
  long delivered() {
    return delivered;
  }
}
