package org.medchain.claims.tracing;

import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment.ClaimCode;

/** The code of this room's claims, by the id of the claim. */
public final class TracingExperiments {
  /** All of them. */
  public static final Map<String, ClaimCode> ALL = Map.of("traceable-chain", TraceableChain::run);

  private TracingExperiments() {}
}
