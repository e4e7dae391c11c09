package org.medchain.claims.majority;

import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.watch.CellGenesis;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;

/** Counts who signed, or found, each committed block while the first primary misbehaves. */
final class SingleRecorderExperiment {
  private static final String CLAIM = "single-node-cannot-record";

  private SingleRecorderExperiment() {}

  static void run(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config(
            "majority-recorder.yaml",
            Map.of("repeats", Integer.toString(run.count("recorder_trials"))));
    SyntheticRecords records = run.records(config);
    List<ObservedTrial<SignerCountObserver>> trials =
        ClaimTrials.observed(
            run, config, cell -> new SignerCountObserver(CellGenesis.of(cell, records)));
    int signed = 0;
    int underQuorum = 0;
    try (RawTable raw = run.raw(CLAIM, "trial, protocol, block, nodes, quorum")) {
      for (ObservedTrial<SignerCountObserver> each : trials) {
        boolean pbft = each.result().cell().protocol().votes();
        int quorum = each.observer().quorum();
        for (var block : each.observer().participants().entrySet()) {
          raw.row(
              each.result().cell().number(),
              each.result().cell().protocol().key(),
              block.getKey().toHex(),
              block.getValue(),
              pbft ? quorum : "");
          signed += pbft ? 1 : 0;
          underQuorum += pbft && block.getValue() < quorum ? 1 : 0;
        }
      }
    }
    run.figures(CLAIM)
        .value(
            "blocks_under_quorum",
            signed == 0 ? Double.NaN : underQuorum,
            signed,
            "blocks of PBFT committed at a correct node with valid signatures of fewer than Q");
  }
}
