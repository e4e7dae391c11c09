package org.medchain.comparison.config;

import java.util.List;
import java.util.Optional;

/** A config for tests: another one, of which some parts are changed. */
public final class ConfigDraft {
  private final ExperimentConfig usual;
  private List<ProtocolKind> protocols;
  private List<FaultKind> faults;
  private List<Double> faultRates;
  private FinalityConfig finality;
  private int repeats;
  private long seed;
  private Signatures signatures;
  private NetworkConfig network;
  private CpuConfig cpu;
  private PbftConfig pbft;
  private PowConfig pow;
  private Optional<RecordWords> metadata;
  private List<AdversaryConfig> adversaries;
  private List<PlannedFault> faultPlan;

  /** Nothing is changed yet. */
  public ConfigDraft(ExperimentConfig usual) {
    this.usual = usual;
    protocols = usual.protocols();
    faults = usual.faults();
    faultRates = usual.faultRates();
    finality = usual.finality();
    repeats = usual.repeats().max();
    seed = usual.seed();
    signatures = usual.signatures();
    network = usual.network();
    cpu = usual.cpu();
    pbft = usual.pbft();
    pow = usual.pow();
    metadata = usual.metadata();
    adversaries = usual.adversaries();
    faultPlan = usual.faultPlan();
  }

  public ConfigDraft protocols(List<ProtocolKind> other) {
    protocols = other;
    return this;
  }

  public ConfigDraft faults(List<FaultKind> kinds, List<Double> rates) {
    faults = kinds;
    faultRates = rates;
    return this;
  }

  public ConfigDraft finality(FinalityConfig other) {
    finality = other;
    return this;
  }

  public ConfigDraft trials(int repeatsOfEach, long seedOfAll) {
    repeats = repeatsOfEach;
    seed = seedOfAll;
    return this;
  }

  public ConfigDraft signatures(Signatures other) {
    signatures = other;
    return this;
  }

  public ConfigDraft metadata(RecordWords other) {
    metadata = Optional.of(other);
    return this;
  }

  public ConfigDraft network(NetworkConfig other) {
    network = other;
    return this;
  }

  public ConfigDraft cpu(CpuConfig other) {
    cpu = other;
    return this;
  }

  public ConfigDraft consensus(PbftConfig ofPbft, PowConfig ofPow) {
    pbft = ofPbft;
    pow = ofPow;
    return this;
  }

  public ConfigDraft trouble(List<AdversaryConfig> byNodes, List<PlannedFault> planned) {
    adversaries = byNodes;
    faultPlan = planned;
    return this;
  }

  /** The config, if it is valid. */
  public ExperimentConfig config() {
    return new ExperimentConfig(
        usual.name(),
        protocols,
        usual.nodes(),
        faults,
        faultRates,
        finality,
        RepeatsConfig.of(repeats),
        seed,
        usual.host(),
        signatures,
        network,
        cpu,
        usual.disk(),
        usual.machine(),
        usual.processes(),
        usual.workload(),
        usual.points(),
        metadata,
        pbft,
        pow,
        usual.sealed(),
        usual.faultParameters(),
        adversaries,
        faultPlan,
        usual.game());
  }
}
