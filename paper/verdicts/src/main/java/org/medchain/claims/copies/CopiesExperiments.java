package org.medchain.claims.copies;

import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment.ClaimCode;

/** The code of this room's claims, by the id of the claim. */
public final class CopiesExperiments {
  /** All of them. */
  public static final Map<String, ClaimCode> ALL =
      Map.of(
          "acknowledged-not-lost", AcknowledgedRecordsExperiment::run,
          "center-key-verifies", CenterKeyExperiment::run,
          "every-node-full-ledger", FullLedgerExperiment::run,
          "every-node-may-record", RecordingRightExperiment::run,
          "no-third-party-needed", ThirdPartyExperiment::run,
          "one-node-fails-unnoticed", SingleFailureExperiment::run,
          "sent-to-all-nodes", RequestBroadcastExperiment::run,
          "syncing-node-sees-all", FollowerSyncExperiment::run,
          "tampered-record-returned", TamperedRecordExperiment::run);

  private CopiesExperiments() {}
}
