package org.medchain.claims.protocols;

import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment.ClaimCode;

/** The code of this room's claims, by the id of the claim. */
public final class ProtocolsExperiments {
  /** All of them. */
  public static final Map<String, ClaimCode> ALL =
      Map.of(
          "compute-power", ComputePowerExperiment::run,
          "fork-rare", ForkFrequencyExperiment::run,
          "forks-converge", ForkConvergenceExperiment::run,
          "large-volume", SaturatedThroughputExperiment::run);

  private ProtocolsExperiments() {}
}
