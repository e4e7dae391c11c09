package org.medchain.comparison;

import java.util.List;
import org.medchain.comparison.config.Arrivals;
import org.medchain.comparison.config.ConfirmationConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.MixConfig;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.Protocol;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.workload.CommittedDataset;

/** Small experiments: three seconds of load, blocks every second, few confirmations. */
final class TestTrials {
  static final TrialRunner RUNNER = new TrialRunner(CommittedDataset.records());
  static final List<Protocol> BOTH = List.of(Protocol.PBFT, Protocol.POW);

  private TestTrials() {}

  static ExperimentConfig config(int nodes, FaultKind fault, double rate) {
    return config(nodes, fault, rate, open(20, 3), Signatures.SYMBOLIC);
  }

  static ExperimentConfig config(
      int nodes, FaultKind fault, double rate, WorkloadConfig workload, Signatures signatures) {
    ExperimentConfig usual = ExperimentConfig.of("small", BOTH, List.of(nodes));
    return new ExperimentConfig(
        usual.name(),
        BOTH,
        List.of(nodes),
        List.of(fault),
        List.of(rate),
        1,
        7,
        usual.host(),
        signatures,
        NetworkConfig.defaults(),
        usual.cpu(),
        usual.disk(),
        workload,
        usual.points(),
        usual.pbft(),
        quickPow(),
        usual.faultParameters());
  }

  private static PowConfig quickPow() {
    PowConfig usual = PowConfig.defaults();
    return new PowConfig(
        16,
        1,
        usual.blockTransactions(),
        usual.blockBytes(),
        100,
        1000,
        5000,
        usual.poolCapacity(),
        usual.clockToleranceMs(),
        new ConfirmationConfig(0.01, 6, 12));
  }

  static WorkloadConfig open(double rateTps, double durationS) {
    return workload(LoadKind.OPEN, rateTps, durationS, 4, 1);
  }

  static WorkloadConfig closed(int clients, int outstanding, double durationS) {
    return workload(LoadKind.CLOSED, 1, durationS, clients, outstanding);
  }

  private static WorkloadConfig workload(
      LoadKind kind, double rateTps, double durationS, int clients, int outstanding) {
    return new WorkloadConfig(
        kind,
        rateTps,
        Arrivals.POISSON,
        clients,
        outstanding,
        0,
        durationS,
        0,
        120,
        "datasets/synthea-sample",
        MixConfig.defaults());
  }

  /** The trial of one protocol. */
  static TrialResult run(Protocol protocol, ExperimentConfig config) {
    return RUNNER.run(cell(protocol, config), TrialHook.NONE);
  }

  static TrialCell cell(Protocol protocol, ExperimentConfig config) {
    return Grid.of(config).stream()
        .filter(cell -> cell.protocol() == protocol)
        .findFirst()
        .orElseThrow();
  }
}
