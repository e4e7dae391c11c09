package org.medchain.claims.majority;

import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment.ClaimCode;

/** The code of this room's claims, by the id of the claim. */
public final class MajorityExperiments {
  /** All of them. */
  public static final Map<String, ClaimCode> ALL =
      Map.of(
          "ledger-survives-half", LedgerSurvivalExperiment::run,
          "majority-harder-with-n", NodeCaptureExperiment::run,
          "more-than-half-recognises", RecognitionQuorumExperiment::run,
          "no-single-control", SingleControlExperiment::run,
          "single-node-cannot-record", SingleRecorderExperiment::run);

  private MajorityExperiments() {}
}
