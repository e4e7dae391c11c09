package org.medchain.claims.majority;

import java.util.List;
import org.medchain.claims.experiment.ClaimExperiment;

/** The experiments on minorities and majorities of the nodes. */
public final class MajorityExperiments {
  /** In the order of the file of claims. */
  public static final List<ClaimExperiment> ALL =
      List.of(
          new SingleRecorderExperiment(),
          new PowMajorityExperiment(),
          new NodeCaptureExperiment(),
          new RecognitionQuorumExperiment(),
          new MajorityProgressExperiment(),
          new LedgerSurvivalExperiment(),
          new SingleControlExperiment(),
          new ByzantineBehavioursExperiment());

  private MajorityExperiments() {}
}
