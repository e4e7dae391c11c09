package org.medchain.faults.mutants;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.faults.cluster.ClusterHost;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.plan.FaultPlanner;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.simulated.SimulatedHost;
import org.medchain.faults.workload.Workload;
import org.medchain.faults.workload.Workloads;
import org.medchain.simulation.model.RandomStreams;

/**
 * Short tests in the harness, one a seed: workload and plan follow from the seed. The same search
 * runs the code as it is and each planted defect (FAULT-18, FAULT-22); clients, nemeses and
 * checkers are the unchanged code in both.
 *
 * @param kinds of faults that plans are drawn from
 * @param workloads in turn
 * @param gapS mean time between faults
 */
public record HarnessSearch(
    HarnessHost host,
    List<NemesisKind> kinds,
    List<Workload> workloads,
    InterpreterSettings clients,
    double gapS) {
  private static final int NODES = 4;
  private static final long S = 1_000_000_000L;

  /** Plays the test of a seed in the simulation, of all its faults; empty if nothing is wrong. */
  public static Optional<OracleViolation> simulated(long seed)
      throws IOException, InterruptedException {
    SimulatedHost host = new SimulatedHost();
    InterpreterSettings clients = new InterpreterSettings(6, S / 4, S, 15 * S, 17 * S, 30 * S);
    return new HarnessSearch(host, host.possible(), Workloads.all(), clients, 2)
        .finding(seed, Path.of("unused"));
  }

  /**
   * On processes, with faults of storage. What the machine does with a plan differs from run to
   * run.
   *
   * @param inFront folders of classes that go before those of the nodes; none for the code as it is
   */
  public static HarnessSearch onProcesses(List<Path> inFront) {
    return new HarnessSearch(
        new ClusterHost(inFront),
        List.of(NemesisKind.DISK_ERROR, NemesisKind.POWER_LOSS, NemesisKind.STORE_FLIP),
        Workloads.of("set").stream().toList(),
        // Blocks follow close on each other, so that a failure comes while one is being written.
        new InterpreterSettings(8, S / 20, 2 * S, 12 * S, 13 * S, 60 * S),
        1);
  }

  /**
   * Plays the test of a seed; empty if nothing is wrong.
   *
   * @param folder for what the run writes; empty
   */
  public Optional<OracleViolation> finding(long seed, Path folder)
      throws IOException, InterruptedException {
    return Judgement.of(host.run(test(seed, folder))).violation();
  }

  HarnessTest test(long seed, Path folder) {
    UniformRandomProvider random = new RandomStreams(seed).stream("harness-plan", 0);
    return new HarnessTest(
        seed,
        NODES,
        workloads.get(Math.floorMod(seed, workloads.size())),
        clients,
        new FaultPlanner(kinds, NODES, random).plan((double) clients.endNs() / S, gapS),
        folder,
        what -> {});
  }
}
