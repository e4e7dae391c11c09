package org.medchain.claims.majority;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;

/** Counts who signed, or found, each committed block while the first primary misbehaves. */
final class SingleRecorderExperiment implements ClaimExperiment {
  private static final String CLAIM = "single-node-cannot-record";
  private static final String TRIALS = "recorder_trials";

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(new ClaimSetting(TRIALS, 1, 10, "trials of each protocol"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config(
            "majority-recorder.yaml", Map.of("repeats", Integer.toString(run.count(TRIALS))));
    SyntheticRecords records = run.records(config);
    List<ObservedTrial<SignerCountObserver>> trials =
        ClaimTrials.observed(
            run, config, cell -> new SignerCountObserver(CellGenesis.of(cell, records)));
    List<Integer> signers = new ArrayList<>();
    List<Integer> finders = new ArrayList<>();
    int underQuorum = 0;
    try (RawTable raw = run.raw(CLAIM, "trial", "protocol", "block", "nodes", "quorum")) {
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
          (pbft ? signers : finders).add(block.getValue());
          underQuorum += pbft && block.getValue() < quorum ? 1 : 0;
        }
      }
    }
    report(run.figures(CLAIM), signers, finders, underQuorum);
  }

  private static void report(
      ClaimFigures figures, List<Integer> signers, List<Integer> finders, int under) {
    figures.value(
        "blocks_under_quorum",
        signers.isEmpty() ? Double.NaN : under,
        signers.size(),
        "blocks of PBFT committed at a correct node with valid signatures of fewer than Q");
    figures.value(
        "least_signers",
        signers.isEmpty() ? Double.NaN : Collections.min(signers),
        signers.size(),
        "fewest members whose signatures hold in the certificate of a block of PBFT");
    figures.value(
        "most_nodes_pow",
        finders.isEmpty() ? Double.NaN : Collections.max(finders),
        finders.size(),
        "most nodes that took part in a block of proof of work");
  }
}
