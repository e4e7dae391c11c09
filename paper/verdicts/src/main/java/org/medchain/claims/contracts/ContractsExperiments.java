package org.medchain.claims.contracts;

import java.util.List;
import org.medchain.claims.experiment.ClaimExperiment;

/** The experiments on contracts. */
public final class ContractsExperiments {
  /** In the order of the file of claims. */
  public static final List<ClaimExperiment> ALL =
      List.of(new TriggerExperiment(), new InterferenceExperiment());

  private ContractsExperiments() {}
}
