package org.medchain.comparison.theory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.adversary.ActivePeriod;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.adversary.DoubleSpendTerms;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.NeighbourGraph;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
import org.medchain.network.Membership;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.host.SharedContexts;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;

/** A chain with one patient, whose nodes are the real replicas and execute the real contract. */
final class SinglePatientChain {
  static final long SECOND_NS = 1_000_000_000L;

  /** Beyond the end of any run. */
  static final long NEVER_NS = 1_000_000L * SECOND_NS;

  private static final long GENESIS_MS = 1_600_000_000_000L;
  private static final int POOL = 10_000;
  private static final int BATCH_BYTES = 1 << 20;

  private final SignatureScheme scheme = new SymbolicSignatures();
  private final KeyPair patient = keys("patient", 0);
  private final KeyPair doctor = keys("doctor", 0);
  private final List<KeyPair> nodes;
  private final Genesis genesis;

  SinglePatientChain(int nodes, int window, Difficulty difficulty) {
    this.nodes = IntStream.range(0, nodes).mapToObj(node -> keys("node", node)).toList();
    Genesis.Terms terms =
        new Genesis.Terms(
            GENESIS_MS,
            this.nodes.stream().map(KeyPair::publicKey).toList(),
            window,
            difficulty,
            10_000,
            keys("center", 0).publicKey(),
            new PointRules(100, 10, 25, 7, 8_000));
    PublicKey clinic = keys("clinic", 0).publicKey();
    genesis =
        new Genesis(
            terms,
            List.of(
                new Participant(clinic, Role.HOSPITAL),
                Participant.of(doctor.publicKey(), Role.DOCTOR, clinic),
                new Participant(patient.publicKey(), Role.PATIENT)));
  }

  private KeyPair keys(String role, int index) {
    return scheme.keyPair(Hash.of(new Encoder().text(role).int32(index).toBytes()).toBytes());
  }

  Cluster pow(int confirmations) {
    return pow(confirmations, Optional.empty());
  }

  /** The same among neighbours, if there are any. */
  Cluster pow(int confirmations, Optional<NeighbourGraph> neighbours) {
    PowParameters parameters =
        new PowParameters(
            genesis.chainParameters(),
            confirmations,
            new BatchLimits(POOL, BATCH_BYTES, 0),
            POOL,
            NEVER_NS,
            new DifficultyRule.Constant(),
            PowParameters.BRANCH_DEPTH,
            neighbours);
    return cluster(ProofOfWork.of(parameters, genesis.membership(), NEVER_NS));
  }

  /** All nodes are PBFT replicas. */
  Cluster pbft(int batch, long timeoutNs, long checkpointInterval) {
    PbftParameters parameters =
        new PbftParameters(
            genesis.chainParameters(),
            new BatchLimits(batch, BATCH_BYTES, batch == 1 ? 0 : NEVER_NS),
            timeoutNs,
            timeoutNs / 2,
            POOL,
            checkpointInterval);
    return cluster(Pbft.of(parameters, genesis.membership(), timeoutNs / 2, new SharedContexts()));
  }

  /** Free processors and disks, one delay, and no faults. */
  static RunEnvironment calm(long seed, DelayDistribution delay, MiningModel mining) {
    return calm(seed, NetworkModel.of(delay, Double.POSITIVE_INFINITY, 0), mining);
  }

  static RunEnvironment calm(long seed, NetworkModel network, MiningModel mining) {
    return new RunEnvironment(
        seed, network, CpuModel.FREE, new DiskModel(0), mining, FaultPlan.NONE);
  }

  /** Node 0 behaves so. */
  static Cluster corrupted(
      Cluster cluster,
      ByzantineBehaviour behaviour,
      Optional<DoubleSpendTerms> spending,
      long seed) {
    Membership members = new Membership(cluster.nodes().stream().map(KeyPair::publicKey).toList());
    AdversarySetup surroundings =
        new AdversarySetup(
            members, cluster.chain(), members.key(0), List.of(), seed, Map.of(), spending);
    return cluster.with(
        (node, correct) ->
            node == 0
                ? AdversaryFactory.wrap(
                    ActivePeriod.ALWAYS, List.of(behaviour), correct, surroundings)
                : correct);
  }

  private Cluster cluster(ProtocolFactory protocol) {
    return new Cluster(
        genesis.chainParameters(),
        scheme,
        nodes,
        protocol,
        executor -> new MedicalContract(genesis, executor));
  }

  Transaction upload(int number) {
    return upload(number, "synthetic/" + number);
  }

  Transaction otherUpload(int number) {
    return upload(number, "synthetic/other/" + number);
  }

  private Transaction upload(int number, String path) {
    MedicalRecord record =
        new MedicalRecord(
            patient.publicKey(),
            new MedicalRecord.MetadataBlock(
                doctor.publicKey(), path, Hash.of(new Encoder().text(path).toBytes())),
            new MedicalRecord.DigestBlock(
                GENESIS_MS, doctor.publicKey(), "synthetic", "observation"));
    return new Operations(scheme, genesis.chain(), patient).sign(number, new UploadRecord(record));
  }

  /**
   * Ends a run from within: its observer has seen all that counts, and the rest changes nothing.
   */
  static final class EarlyStop extends RuntimeException {
    EarlyStop() {
      super(null, null, false, false);
    }

    /** Mines without requests until the observer throws this, or until its end. */
    static void mine(
        Cluster cluster, RunEnvironment environment, SimulationObserver observer, long endNs) {
      Load load = new Load.Closed(0, 1, DelayDistribution.NONE, endNs, none -> Optional.empty());
      try {
        new Simulation(cluster, environment, load, observer).run(endNs);
      } catch (EarlyStop e) {
        return; // as it was meant to be
      }
    }
  }

  /**
   * Whether a cluster of real PBFT replicas, some of them faulty from the beginning, answers a
   * request.
   */
  record ProgressRun(SinglePatientChain chain, Cluster cluster) {
    private static final long TIMEOUT_NS = SinglePatientChain.SECOND_NS / 2;

    /** Timeouts double: time for six views in a row without an answer, more than any f here. */
    private static final long END_NS = 40 * SinglePatientChain.SECOND_NS;

    static ProgressRun of(int replicas) {
      SinglePatientChain chain = new SinglePatientChain(replicas, 4, Difficulty.NONE);
      return new ProgressRun(chain, chain.pbft(1, TIMEOUT_NS, 100));
    }

    /** Whether the client got its answer in time. */
    boolean answered(long seed, List<Fault> faults) {
      RunEnvironment environment =
          new RunEnvironment(
              seed,
              NetworkModel.of(new DelayDistribution.Uniform(1, 30), Double.POSITIVE_INFINITY, 0),
              CpuModel.FREE,
              new DiskModel(100),
              MiningModel.NONE,
              new FaultPlan(faults));
      Load load =
          new Load.Open(
              List.of(new RequestArrival(SinglePatientChain.SECOND_NS, 0, chain.upload(1))));
      return new Simulation(cluster, environment, load, SimulationObserver.NONE)
          .run(END_NS)
          .drained();
    }
  }
}
