package org.medchain.cluster.calibrate;

import java.util.List;
import java.util.OptionalDouble;
import org.medchain.comparison.ProcessTrial;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;

/** The real replicas and the real contract under the experiments' workload, in the simulation. */
final class InstrumentedSimulation {
  static final int NODES = 4;

  /**
   * A transaction's cost grows with the offers that earlier ones filled: a run is about as long as
   * a trial of seconds at saturation.
   */
  private static final double RATE_TPS = 800;

  private static final double DURATION_S = 8;
  private static final int CLIENTS = 8;
  private static final long SECOND_NS = 1_000_000_000;

  /** After which everything of a run is final, in virtual time. */
  static final long FULL_RUN_NS = (long) (2 * DURATION_S * SECOND_NS);

  /** The default of {@code pbft.checkpoint_interval}. */
  static final int DEFAULT_INTERVAL = 64;

  /** No run is this long. */
  static final int NO_CHECKPOINT = 1_000_000;

  private final ProcessTrial trial;
  private final Genesis genesis;
  private final SignatureScheme scheme;

  InstrumentedSimulation(SyntheticRecords records, SignatureScheme scheme) {
    this.scheme = scheme;
    OptionalDouble duration = OptionalDouble.of(DURATION_S);
    WorkloadConfig workload =
        WorkloadConfig.open(RATE_TPS, CLIENTS, duration, OptionalDouble.of(0), duration);
    ExperimentConfig config =
        ExperimentConfig.of("calibrate", List.of(ProtocolKind.PBFT), List.of(NODES)).with(workload);
    trial = new ProcessTrial(TrialGrid.of(config).getFirst(), records, scheme);
    List<PublicKey> nodes = trial.participants().nodes().stream().map(KeyPair::publicKey).toList();
    genesis = trial.genesis(nodes, records.latestMs());
  }

  /** Runs for this virtual time, with this checkpoint interval in heights. */
  ClockedRun run(int interval, long ns) {
    ClockedRun clocks = new ClockedRun();
    ProtocolFactory protocol =
        new ProtocolFactory(
            PbftMessages.all(),
            self -> clocks.clocked(replica(interval, self)),
            () -> new PbftClientSession(genesis.membership(), 20 * SECOND_NS));
    Cluster cluster =
        new Cluster(
            genesis.chainParameters(),
            scheme,
            trial.participants().nodes(),
            protocol,
            // Executions are timed here, so every node does its own.
            shared -> clocks.clocked(new MedicalContract(genesis)));
    RunEnvironment environment =
        new RunEnvironment(
            1,
            NetworkModel.of(new DelayDistribution.Constant(0.05), 10_000, 0),
            new CpuModel(20, 50, 1, 5, 20),
            new DiskModel(500),
            MiningModel.NONE,
            FaultPlan.NONE);
    var unused = new Simulation(cluster, environment, trial.load(genesis), clocks).run(ns);
    return clocks;
  }

  private Replica replica(int interval, PublicKey self) {
    PbftParameters parameters =
        new PbftParameters(
            genesis.chainParameters(),
            new BatchLimits(1000, 1 << 20, 0),
            2 * SECOND_NS,
            SECOND_NS,
            100_000,
            interval);
    return new PbftReplica(parameters, genesis.membership(), self);
  }

  /** The chain of the runs. */
  Genesis genesis() {
    return genesis;
  }

  /** Keys of a node. */
  KeyPair keys(int node) {
    return trial.participants().nodes().get(node);
  }
}
