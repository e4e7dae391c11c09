package org.medchain.comparison.theory;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
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
import org.medchain.simulation.observe.SimulationReport;

/**
 * One request to a real proof-of-work cluster, from its submission until its client accepts it: one
 * independent observation.
 */
final class ConfirmationRun implements SimulationObserver {
  /** Expected hashes of a block; a power of two, which a compact target holds exactly. */
  static final long HASHES_PER_BLOCK = 64;

  static final double INTERVAL_S = 10;
  static final Difficulty DIFFICULTY = Difficulty.ofCoefficient(HASHES_PER_BLOCK);

  private final long submittedNs;
  private double firstBlockS = Double.NaN;
  private double acceptedS = Double.NaN;
  private final List<Long> tries = new ArrayList<>();
  private SimulationReport report;

  private ConfirmationRun(long submittedNs) {
    this.submittedNs = submittedNs;
  }

  /**
   * What a run depends on besides its luck.
   *
   * @param chain of the cluster
   * @param cluster that mines
   * @param delayS between any two parties, in seconds
   * @param shares of the hash power
   * @param submittedNs when the request comes
   */
  record ConfirmationRunSetup(
      SinglePatientChain chain,
      Cluster cluster,
      double delayS,
      List<Double> shares,
      long submittedNs) {
    static ConfirmationRunSetup of(
        int window, int confirmations, double delayS, List<Double> shares, long submittedNs) {
      SinglePatientChain chain = new SinglePatientChain(shares.size(), window, DIFFICULTY);
      return new ConfirmationRunSetup(chain, chain.pow(confirmations), delayS, shares, submittedNs);
    }

    ConfirmationRun run(long seed) {
      ConfirmationRun run = new ConfirmationRun(submittedNs);
      double total = HASHES_PER_BLOCK / INTERVAL_S;
      RunEnvironment environment =
          new RunEnvironment(
              seed,
              NetworkModel.of(
                  new DelayDistribution.Constant(1e3 * delayS), Double.POSITIVE_INFINITY, 0),
              CpuModel.FREE,
              new DiskModel(0),
              new MiningModel(shares.stream().map(share -> share * total).toList()),
              FaultPlan.NONE);
      Load load = new Load.Open(List.of(new RequestArrival(submittedNs, 0, chain.upload(1))));
      run.report = new Simulation(cluster, environment, load, run).run(SinglePatientChain.NEVER_NS);
      return run;
    }
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    if (!block.transactions().isEmpty() && Double.isNaN(firstBlockS)) {
      firstBlockS = seconds(atNs - submittedNs);
    }
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    acceptedS = seconds(atNs - intendedNs);
  }

  @Override
  public void mined(int node, long atNs, Header sealed) {
    // The host counts random strings from 0 and really hashes each.
    tries.add(sealed.randomString().counter() + 1);
  }

  private static double seconds(long ns) {
    return 1e-9 * ns;
  }

  /** Until the first block with the request was committed somewhere. */
  double firstBlockS() {
    return firstBlockS;
  }

  /** Until the client had its proof. */
  double acceptedS() {
    return acceptedS;
  }

  /** How many hashes the search for each block really took. */
  List<Long> tries() {
    return tries;
  }

  /**
   * Hashes that all nodes were charged until the end, the moment of a find if nothing is delayed.
   */
  double chargedHashes() {
    return report.totalHashes();
  }
}
