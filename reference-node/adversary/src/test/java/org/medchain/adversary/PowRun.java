package org.medchain.adversary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Replica;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.PowClientSession;
import org.medchain.consensus.pow.PowMessages;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.PowReplica;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/** Miners, some of which behave in other ways. A block takes 200 ms on average, a message 1 ms. */
final class PowRun {
  static final int WINDOW = 2;
  static final int CONFIRMATIONS = 2;
  static final double BLOCKS_PER_MS = 1 / 200.0;

  final ChainParameters chain = ConsensusTestChain.parameters(WINDOW, Difficulty.ofCoefficient(2));
  final TestNetwork network;
  private final long seed;
  private final Map<Integer, List<ByzantineBehaviour>> byzantine = new LinkedHashMap<>();
  private Optional<DoubleSpendTerms> spending = Optional.empty();
  private ActivePeriod period = ActivePeriod.ALWAYS;

  PowRun(long seed, double... shares) {
    this.seed = seed;
    network =
        new TestNetwork(
            shares.length,
            chain,
            PowMessages.all(),
            () ->
                new PowClientSession(
                    parameters(), TestNetwork.members(shares.length), 1_000_000_000),
            seed);
    double[] perMs = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      perMs[i] = shares[i] * BLOCKS_PER_MS;
    }
    network.mine(perMs);
  }

  /** All behave so during this period alone. */
  PowRun during(ActivePeriod when) {
    period = when;
    return this;
  }

  PowRun spending(Transaction payment, Transaction replacement) {
    spending = Optional.of(new DoubleSpendTerms(payment, replacement, CONFIRMATIONS));
    return this;
  }

  PowRun with(int node, ByzantineBehaviour... behaviours) {
    byzantine.put(node, List.of(behaviours));
    return this;
  }

  PowRun start() {
    network.start(this::replica);
    return this;
  }

  private PowParameters parameters() {
    return new PowParameters(
        chain,
        CONFIRMATIONS,
        new BatchLimits(10, 10_000, 5_000_000),
        1000,
        100_000_000,
        new DifficultyRule.Constant(),
        PowParameters.BRANCH_DEPTH,
        Optional.empty());
  }

  private Replica replica(int node, PublicKey key) {
    List<PublicKey> colluders = byzantine.keySet().stream().map(network.members()::key).toList();
    AdversarySetup surroundings =
        new AdversarySetup(network.members(), chain, key, colluders, seed, Map.of(), spending);
    return AdversaryFactory.wrap(
        period,
        byzantine.getOrDefault(node, List.of()),
        new PowReplica(parameters(), network.members(), key),
        surroundings);
  }

  TreeMap<Long, Block> chainOf(int node) {
    return network.nodes.get(node).blocks;
  }

  /** The share of the blocks on one node's chain that another has found. */
  double shareOf(int finder, int seenBy) {
    // A miner begins at its own random string, which tells its blocks.
    long salt = Hash.of(network.members().key(finder).value()).w0();
    long own =
        chainOf(seenBy).values().stream()
            .filter(block -> block.header().randomString().salt() == salt)
            .count();
    return own / (double) chainOf(seenBy).size();
  }
}
