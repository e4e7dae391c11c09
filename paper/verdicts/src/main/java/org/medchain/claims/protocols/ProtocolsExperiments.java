package org.medchain.claims.protocols;

import java.util.List;
import org.medchain.claims.experiment.ClaimExperiment;

/** The experiments of this package. */
public final class ProtocolsExperiments {
  /** In the order of the file of claims. */
  public static final List<ClaimExperiment> ALL =
      List.of(
          new ComputePowerExperiment(),
          new SealedCostsExperiment(),
          new ImmediacyExperiment(),
          new SaturatedThroughputExperiment(),
          new ForkFrequencyExperiment(),
          new ForkConvergenceExperiment());

  private ProtocolsExperiments() {}
}
