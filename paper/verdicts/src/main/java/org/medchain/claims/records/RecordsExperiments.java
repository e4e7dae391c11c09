package org.medchain.claims.records;

import java.util.List;
import org.medchain.claims.experiment.ClaimExperiment;

/** The experiments on claims about records. */
public final class RecordsExperiments {
  /** In the order of the file of claims. */
  public static final List<ClaimExperiment> ALL =
      List.of(
          new ExistenceProofExperiment(),
          new RecordLookupExperiment(),
          new RecordAccessExperiment(),
          new RevocationExperiment(),
          new ConfidentialityExperiment(),
          new SealedFilesExperiment(),
          new FingerprintExperiment(),
          new LightBurdenExperiment());

  private RecordsExperiments() {}
}
