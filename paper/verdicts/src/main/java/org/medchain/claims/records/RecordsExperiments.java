package org.medchain.claims.records;

import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment.ClaimCode;

/** The code of this room's claims, by the id of the claim. */
public final class RecordsExperiments {
  /** All of them. */
  public static final Map<String, ClaimCode> ALL =
      Map.of(
          "confidentiality", ConfidentialityExperiment::run,
          "files-encrypted", SealedFilesExperiment::run,
          "fingerprint-verification", FingerprintExperiment::run,
          "light-client-burden", LightBurdenExperiment::run,
          "locate-fast", RecordLookupExperiment::run,
          "no-read-without-grant", RecordAccessExperiment::run,
          "prove-existence", ExistenceProofExperiment::run,
          "revocation-takes-effect", RevocationExperiment::run);

  private RecordsExperiments() {}
}
