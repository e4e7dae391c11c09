package org.medchain.claims.copies;

import java.util.List;
import org.medchain.claims.experiment.ClaimExperiment;

/** The experiments of this room. */
public final class CopiesExperiments {
  /** In the order of the file of claims. */
  public static final List<ClaimExperiment> ALL =
      List.of(
          new FullLedgerExperiment(),
          new ConsistentLedgersExperiment(),
          new AcknowledgedRecordsExperiment(),
          new SingleFailureExperiment(),
          new RequestBroadcastExperiment(),
          new MutualVerificationExperiment(),
          new RecordingRightExperiment(),
          new ThirdPartyExperiment(),
          new EfficientAgreementExperiment(),
          new FollowerSyncExperiment(),
          new CenterKeyExperiment(),
          new TamperedRecordExperiment());

  private CopiesExperiments() {}
}
