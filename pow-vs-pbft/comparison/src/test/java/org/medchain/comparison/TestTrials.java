package org.medchain.comparison;

import java.util.List;
import java.util.OptionalDouble;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.ConfirmationConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.FinalityConfig;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.PbftConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RepeatsConfig;
import org.medchain.comparison.config.RequestProofKind;
import org.medchain.comparison.config.SaturationConfig;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.workload.CommittedDataset;
import org.medchain.simulation.fault.Fault.PlannedFault;

/** Small experiments: three seconds of load, blocks every second, few confirmations. */
final class TestTrials {
  static final TrialRunner RUNNER = new TrialRunner(CommittedDataset.records());
  static final List<ProtocolKind> ALL = List.of(ProtocolKind.values());

  private TestTrials() {}

  static ExperimentConfig config(int nodes, FaultKind fault, double rate) {
    return config(nodes, fault, rate, open(20, 3), Signatures.SYMBOLIC);
  }

  static ExperimentConfig config(
      int nodes, FaultKind fault, double rate, WorkloadConfig workload, Signatures signatures) {
    List<ProtocolKind> protocols = ALL.stream().filter(fault::appliesTo).toList();
    ExperimentConfig usual = ExperimentConfig.of("small", protocols, List.of(nodes));
    return RecordCopy.of(usual)
        .with("faults", List.of(fault))
        .with("faultRates", List.of(rate))
        .with("finality", WEAK)
        .with("repeats", RepeatsConfig.of(1))
        .with("seed", 7L)
        .with("signatures", signatures)
        .with("pow", quickPow())
        .made()
        .with(workload);
  }

  /** Few confirmations are enough for it: 12 on four nodes, 17 on seven. */
  static final FinalityConfig WEAK = new FinalityConfig(List.of(), List.of(0.01));

  private static PowConfig quickPow() {
    PowConfig usual = PowConfig.defaults();
    return RecordCopy.of(usual)
        .with("difficulty", 16L)
        .with("blockIntervalS", List.of(1.0))
        .with("templateRefreshMs", 100.0)
        .with("retransmitMs", 1000.0)
        .with("clientRetransmitMs", 5000.0)
        .with("confirmations", new ConfirmationConfig(6, 30))
        .made();
  }

  static ExperimentConfig config(
      int nodes, List<AdversaryConfig> adversaries, List<PlannedFault> planned) {
    return config(config(nodes, FaultKind.CRASH, 0), adversaries, planned);
  }

  static ExperimentConfig config(
      ExperimentConfig usual, List<AdversaryConfig> adversaries, List<PlannedFault> planned) {
    return config(usual, usual.pbft(), usual.pow(), adversaries, planned);
  }

  static ExperimentConfig config(
      ExperimentConfig usual,
      PbftConfig pbft,
      PowConfig pow,
      List<AdversaryConfig> adversaries,
      List<PlannedFault> planned) {
    return RecordCopy.of(usual)
        .with("finality", WEAK)
        .with("pbft", pbft)
        .with("pow", pow)
        .with("adversaries", adversaries)
        .with("faultPlan", planned)
        .made();
  }

  static PbftConfig pbft(int window, int checkpointInterval) {
    return pbft(window, checkpointInterval, RequestProofKind.SIGNED);
  }

  static PbftConfig pbft(int window, int checkpointInterval, RequestProofKind requests) {
    PbftConfig usual = PbftConfig.defaults();
    return RecordCopy.of(usual)
        .with("window", window)
        .with("checkpointInterval", checkpointInterval)
        .with("requests", requests)
        .made();
  }

  static WorkloadConfig open(double rateTps, double durationS) {
    return open(rateTps, 4, durationS);
  }

  static WorkloadConfig open(double rateTps, int clients, double durationS) {
    return WorkloadConfig.open(
        rateTps,
        clients,
        OptionalDouble.of(durationS),
        OptionalDouble.of(0),
        OptionalDouble.of(120));
  }

  static WorkloadConfig closed(int clients, int outstanding, double durationS) {
    WorkloadConfig open = open(1, clients, durationS);
    return RecordCopy.of(open)
        .with("kind", LoadKind.CLOSED)
        .with("outstanding", outstanding)
        .made();
  }

  static WorkloadConfig saturation(double firstTps, SaturationConfig search) {
    return RecordCopy.of(WorkloadConfig.defaults())
        .with("kind", LoadKind.SATURATION)
        .with("rateTps", firstTps)
        .with("clients", 4)
        .with("saturation", search)
        .made();
  }

  static TrialResult run(ProtocolKind protocol, ExperimentConfig config) {
    return RUNNER.run(cell(protocol, config), TrialHook.NONE);
  }

  static TrialCell cell(ProtocolKind protocol, ExperimentConfig config) {
    return TrialGrid.of(config).stream()
        .filter(cell -> cell.protocol() == protocol)
        .findFirst()
        .orElseThrow();
  }
}
