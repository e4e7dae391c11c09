package org.medchain.faults.mutants;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medchain.faults.cluster.ClusterHost;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.FaultPlanner;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.workload.Workloads;
import org.medchain.simulation.model.RandomStreams;

/**
 * Short tests on processes, one a seed, whose plans are faults of storage (FAULT-22). The same
 * search runs the nodes as they are and nodes with a planted defect in front; clients, nemeses and
 * checkers are the unchanged code in both.
 *
 * <p>The seed draws the plan. What the machine does with it differs from run to run.
 */
public final class ClusterSearch {
  private static final List<NemesisKind> KINDS =
      List.of(NemesisKind.DISK_ERROR, NemesisKind.POWER_LOSS, NemesisKind.STORE_FLIP);

  private static final int NODES = 4;
  private static final long S = 1_000_000_000L;
  private static final double LOAD_S = 12;
  private static final double GAP_S = 1;

  /** Blocks follow close on each other, so that a failure comes while one is being written. */
  private static final InterpreterSettings CLIENTS =
      new InterpreterSettings(8, S / 20, 2 * S, Math.round(LOAD_S * S), 13 * S, 60 * S);

  private final ClusterHost host;

  /**
   * A search.
   *
   * @param inFront folders of classes that go before those of the nodes; none for the code as it is
   */
  public ClusterSearch(List<Path> inFront) {
    host = new ClusterHost(inFront);
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

  static HarnessTest test(long seed, Path folder) {
    return new HarnessTest(
        seed, NODES, Workloads.of("set").orElseThrow(), CLIENTS, plan(seed), folder, what -> {});
  }

  private static List<FaultEvent> plan(long seed) {
    return new FaultPlanner(KINDS, NODES, new RandomStreams(seed).stream("harness-plan", 0))
        .plan(LOAD_S, GAP_S);
  }
}
