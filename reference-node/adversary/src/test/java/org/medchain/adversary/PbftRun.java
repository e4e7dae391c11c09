package org.medchain.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.medchain.adversary.twins.TwinPartition;
import org.medchain.adversary.twins.TwinsReplica;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;

/** PBFT replicas, some of which behave in other ways, and the honest ones' reactions. */
final class PbftRun {
  static final int WINDOW = 4;
  static final int CLIENTS = 4;

  final ChainParameters chain = ConsensusTestChain.parameters(WINDOW, Difficulty.NONE);
  final PbftParameters parameters;
  final TestNetwork network;
  private final int nodes;
  private final long seed;
  private final Map<Integer, List<ByzantineBehaviour>> byzantine = new LinkedHashMap<>();
  private final Map<Integer, List<TwinPartition>> twins = new LinkedHashMap<>();
  private final Map<Integer, ActivePeriod> periods = new LinkedHashMap<>();
  private boolean started;

  PbftRun(int nodes, long seed) {
    this.nodes = nodes;
    this.seed = seed;
    parameters =
        new PbftParameters(
            chain, new BatchLimits(2, 10_000, 0), 60_000_000, 20_000_000, 1000, WINDOW);
    network =
        new TestNetwork(
            nodes,
            chain,
            PbftMessages.all(),
            () -> new PbftClientSession(TestNetwork.members(nodes), 50_000_000),
            seed);
  }

  /** They behave so during the period alone. */
  PbftRun during(ActivePeriod period, int node, ByzantineBehaviour behaviour) {
    periods.put(node, period);
    return with(node, behaviour);
  }

  PbftRun with(int node, ByzantineBehaviour... behaviours) {
    byzantine.put(node, List.of(behaviours));
    return this;
  }

  PbftRun withTwins(int node, List<TwinPartition> splits) {
    twins.put(node, splits);
    return this;
  }

  /** The replica that takes a node's place at the beginning of each of its lives. */
  Replica replica(int node, PublicKey key) {
    if (twins.containsKey(node)) {
      return new TwinsReplica(
          twins.get(node), correct(key), correct(key), TestNetwork.machine(), surroundings(key));
    }
    List<ByzantineBehaviour> behaviours = byzantine.getOrDefault(node, List.of());
    return AdversaryFactory.wrap(
        periods.getOrDefault(node, ActivePeriod.ALWAYS),
        behaviours,
        correct(key),
        surroundings(key));
  }

  private Replica correct(PublicKey key) {
    return new PbftReplica(parameters, network.members(), key);
  }

  private AdversarySetup surroundings(PublicKey key) {
    List<PublicKey> colluders = new ArrayList<>();
    byzantine.keySet().forEach(node -> colluders.add(network.members().key(node)));
    twins.keySet().forEach(node -> colluders.add(network.members().key(node)));
    Map<PublicKey, Integer> clients = new TreeMap<>();
    for (int client = 0; client < CLIENTS; client++) {
      clients.put(TestNetwork.keys("client " + client).publicKey(), client);
    }
    return new AdversarySetup(
        network.members(), chain, key, colluders, seed, clients, Optional.empty());
  }

  /** Four clients submit as many requests each, one every 5 ms; then the time in ms passes. */
  PbftRun run(int requests, long ms) {
    if (!started) {
      started = true;
      network.start(this::replica);
    }
    for (int i = 0; i < requests; i++) {
      for (int client = 0; client < CLIENTS; client++) {
        network.submit("client " + client, i + 1, 5L * i);
      }
    }
    network.run(ms);
    return this;
  }

  List<Integer> honest() {
    return IntStream.range(0, nodes)
        .filter(node -> !byzantine.containsKey(node) && !twins.containsKey(node))
        .boxed()
        .toList();
  }

  /** Heights at which honest replicas have committed different blocks. */
  List<Long> disagreements() {
    TreeMap<Long, Hash> seen = new TreeMap<>();
    List<Long> heights = new ArrayList<>();
    for (int node : honest()) {
      network
          .nodes
          .get(node)
          .blocks
          .forEach(
              (height, block) -> {
                Hash other = seen.putIfAbsent(height, block.hash());
                if (other != null && !other.equals(block.hash())) {
                  heights.add(height);
                }
              });
    }
    return heights;
  }

  /** Agreement, and every request final at its client. */
  PbftRun mustAgreeAndFinish(int requests) {
    assertThat(disagreements()).isEmpty();
    assertThat(network.accepted).hasSize(4 * requests);
    return this;
  }

  long view(int node) {
    return said(node).stream()
        .flatMap(envelope -> EnvelopeOutputs.decode(envelope).stream())
        .flatMap(message -> NormalCaseVotes.ballotOf(message).stream())
        .mapToLong(NormalCaseVotes.VoteSlot::view)
        .max()
        .orElse(0);
  }

  /** The envelopes that a node has sent, a broadcast once. */
  List<Envelope> said(int node) {
    return network.nodes.get(node).said.stream()
        .flatMap(output -> EnvelopeOutputs.envelope(output).stream())
        .toList();
  }

  /** The messages that a node has sent to one receiver, broadcasts included. */
  List<Envelope> said(int node, int receiver) {
    PublicKey to = network.members().key(receiver);
    return network.nodes.get(node).said.stream()
        .filter(output -> !(output instanceof Output.Send send) || send.to().equals(to))
        .flatMap(output -> EnvelopeOutputs.envelope(output).stream())
        .toList();
  }

  /** Reasons for which other nodes rejected this node's messages. */
  List<String> refused(int node) {
    PublicKey key = network.members().key(node);
    List<String> reasons = new ArrayList<>();
    for (int other : honest()) {
      for (Output output : network.nodes.get(other).said) {
        if (output instanceof Output.Reject reject && reject.sender().equals(key)) {
          reasons.add(reject.reason());
        }
      }
    }
    return reasons;
  }
}
