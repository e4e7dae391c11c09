package org.medchain.claims.contracts;

import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment.ClaimCode;

/** The code of this room's claims, by the id of the claim. */
public final class ContractsExperiments {
  /** All of them. */
  public static final Map<String, ClaimCode> ALL =
      Map.of(
          "contract-no-interference", InterferenceExperiment::run,
          "contract-triggers-at-once", TriggerExperiment::run);

  private ContractsExperiments() {}
}
