package org.medchain.faults.mutants;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.FaultPlanner;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.simulated.SimulatedHost;
import org.medchain.faults.workload.Workload;
import org.medchain.faults.workload.Workloads;
import org.medchain.simulation.model.RandomStreams;

/**
 * Short tests in the simulation, one a seed: workload and plan follow from the seed. The same
 * search runs the code as it is and each planted defect (FAULT-18).
 */
public final class SimulatedSearch {
  private static final int NODES = 4;
  private static final long S = 1_000_000_000L;
  private static final double LOAD_S = 15;
  private static final double GAP_S = 2;
  private static final InterpreterSettings CLIENTS =
      new InterpreterSettings(6, S / 4, S, Math.round(LOAD_S * S), 17 * S, 30 * S);

  private SimulatedSearch() {}

  /** Plays the test of a seed; empty if nothing is wrong. */
  public static Optional<OracleViolation> finding(long seed) {
    return Judgement.of(new SimulatedHost().run(test(seed))).violation();
  }

  private static HarnessTest test(long seed) {
    List<Workload> workloads = Workloads.all();
    return new HarnessTest(
        seed,
        NODES,
        workloads.get(Math.floorMod(seed, workloads.size())),
        CLIENTS,
        plan(seed),
        Path.of("unused"),
        what -> {});
  }

  private static List<FaultEvent> plan(long seed) {
    List<NemesisKind> kinds = new SimulatedHost().possible();
    return new FaultPlanner(kinds, NODES, new RandomStreams(seed).stream("harness-plan", 0))
        .plan(LOAD_S, GAP_S);
  }
}
