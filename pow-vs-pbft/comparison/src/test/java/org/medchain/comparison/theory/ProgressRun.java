package org.medchain.comparison.theory;

import java.util.List;
import org.medchain.data.Difficulty;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Whether a cluster of real PBFT replicas, some of them faulty from the beginning, answers a
 * request. The result does not use the theory's bound on faults: the replicas run, with as many
 * view changes as needed.
 *
 * @param chain of the cluster
 * @param cluster of all replicas
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
