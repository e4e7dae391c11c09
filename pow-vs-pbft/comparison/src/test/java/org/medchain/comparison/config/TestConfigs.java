package org.medchain.comparison.config;

/** Configs for tests, from others. */
public final class TestConfigs {
  private TestConfigs() {}

  /** The same experiment on other links. */
  public static ExperimentConfig withNetwork(ExperimentConfig usual, NetworkConfig network) {
    return new ExperimentConfig(
        usual.name(),
        usual.protocols(),
        usual.nodes(),
        usual.faults(),
        usual.faultRates(),
        usual.finality(),
        usual.repeats(),
        usual.seed(),
        usual.host(),
        usual.signatures(),
        network,
        usual.cpu(),
        usual.disk(),
        usual.machine(),
        usual.processes(),
        usual.workload(),
        usual.points(),
        usual.pbft(),
        usual.pow(),
        usual.sealed(),
        usual.faultParameters(),
        usual.adversaries(),
        usual.faultPlan());
  }
}
