package org.medchain.claims.copies;

import java.util.Map;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;

/** What becomes of uploads of which one bit is changed, with the reasons that clients get. */
final class TamperedRecordExperiment {
  private static final String CLAIM = "tampered-record-returned";

  private TamperedRecordExperiment() {}

  static void run(ClaimRun run) throws Exception {
    TamperedRecordChecks.run(run);
    LoadedConfig config =
        run.config(
            "tampered-record.yaml",
            Map.of("workload.duration_s", Double.toString(run.value("altered_load_s"))));
    SyntheticRecords records = run.records(config);
    try (RawTable raw =
        run.raw(CLAIM, "trial, altered, altered_in_blocks, without_reason, honest_not_final")) {
      for (TrialCell cell : config.grid()) {
        run.progress("a trial with altered requests");
        TamperedTrial trial = TamperedTrial.play(cell, records);
        raw.row(
            cell.number(),
            trial.altered(),
            trial.alteredInBlocks(),
            trial.alteredWithoutReason(),
            trial.honestNotFinal());
      }
    }
  }
}
