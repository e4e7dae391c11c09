package org.medchain.comparison.prediction;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.medchain.comparison.Finality;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.ProtocolKind;

/**
 * A cell, as far as closed forms depend on it.
 *
 * @param protocol which one runs
 * @param nodes n
 * @param fault their fault
 * @param faulty how many are
 * @param finality what a final block has to withstand
 * @param blockIntervalS proof of work's T while all mine, in s; empty for the others
 * @param confirmations proof of work's k; empty for the others
 * @param requestsPerBlock the mean that was measured; empty where no block was committed
 * @param viewChanged whether a view was changed in some trial
 * @param config of the experiment
 */
public record PredictedCell(
    ProtocolKind protocol,
    int nodes,
    FaultKind fault,
    int faulty,
    Finality finality,
    OptionalDouble blockIntervalS,
    OptionalInt confirmations,
    OptionalDouble requestsPerBlock,
    boolean viewChanged,
    ExperimentConfig config) {
  /** Why no form applies to such a cell; empty where something may be. */
  String disturbed() {
    if (!config.adversaries().isEmpty() || !config.faultPlan().isEmpty()) {
      return "the config names adversaries or faults at given times";
    }
    NetworkConfig network = config.network();
    if (network.loss() > 0 || !network.links().isEmpty() || network.regions().isPresent()) {
      return "messages are lost, or links differ";
    }
    if (network.clients().isPresent()) {
      return "clients reach the nodes over their own links, or through agencies";
    }
    return "";
  }
}
