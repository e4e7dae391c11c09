package org.medchain.baseline.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.comparison.theory.ConfirmationDepth;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.ByzantineAssignment;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Four hospitals that mine, in the seeded simulation: the same core and contract as on processes,
 * real Ed25519 and real searches at a low difficulty, under a virtual clock.
 *
 * @param genesis of the chain, which is its root of trust
 */
record PowNetwork(Genesis genesis) {
  static final SignatureScheme SCHEME = new Ed25519();
  static final int NODES = 4;

  /** The mean time between blocks, as in the comparison's configs. */
  static final double INTERVAL_S = 10;

  /** Under which a miner with a quarter of the hash power reverses one record in a thousand. */
  static final int CONFIRMATIONS = ConfirmationDepth.required(0.25, 1e-3, 1, 1000).count();

  static final long NS_PER_S = 1_000_000_000;
  private static final long DIFFICULTY = 256;
  private static final long TOLERANCE_MS = 7_200_000;

  /** The keys of a name, the same in each run. */
  static KeyPair keys(String name) {
    return SCHEME.keyPair(Hash.of(Bytes.utf8("pow/" + name)).toBytes());
  }

  /** A chain that begins now. */
  static PowNetwork create(long nowMs) {
    List<Participant> registered = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      registered.add(new Participant(keys("node-" + i).publicKey(), Role.TERTIARY_HOSPITAL));
    }
    Genesis.Terms terms =
        new Genesis.Terms(
            nowMs,
            registered.stream().map(Participant::key).toList(),
            1,
            Difficulty.ofCoefficient(DIFFICULTY),
            TOLERANCE_MS,
            keys("center").publicKey(),
            IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000)));
    return new PowNetwork(new Genesis(terms, registered));
  }

  Operations signer(String name) {
    return new Operations(SCHEME, genesis.chain(), keys(name));
  }

  /**
   * A run of it.
   *
   * @param share of the hash power that the first node has; the others have the rest alike
   */
  Simulation run(
      long seed, double share, ByzantineAssignment liars, Load load, SimulationObserver observer) {
    List<KeyPair> nodes = IntStream.range(0, NODES).mapToObj(i -> keys("node-" + i)).toList();
    ProtocolFactory protocol =
        ProofOfWork.of(
            new PowParameters(
                genesis.chainParameters(),
                CONFIRMATIONS,
                new BatchLimits(1000, 1 << 20, NS_PER_S),
                10_000,
                60 * NS_PER_S,
                new DifficultyRule.Constant(),
                PowParameters.BRANCH_DEPTH,
                Optional.empty()),
            genesis.membership(),
            100 * NS_PER_S);
    double total = DIFFICULTY / INTERVAL_S;
    List<Double> rates =
        IntStream.range(0, NODES)
            .mapToObj(i -> total * (i == 0 ? share : (1 - share) / (NODES - 1)))
            .toList();
    return new Simulation(
        new Cluster(
            genesis.chainParameters(),
            SCHEME,
            inOrder(nodes),
            protocol,
            executor -> new MedicalContract(genesis, executor),
            liars,
            Optional.empty()),
        new RunEnvironment(
            seed,
            NetworkModel.of(new DelayDistribution.Constant(20), 100, 0),
            CpuModel.FREE,
            new DiskModel(1_000),
            new MiningModel(rates),
            FaultPlan.NONE),
        load,
        observer);
  }

  /** As the membership has them. */
  private List<KeyPair> inOrder(List<KeyPair> nodes) {
    return genesis.membership().keys().stream()
        .map(
            key ->
                nodes.stream()
                    .filter(each -> each.publicKey().equals(key))
                    .findFirst()
                    .orElseThrow())
        .toList();
  }
}
