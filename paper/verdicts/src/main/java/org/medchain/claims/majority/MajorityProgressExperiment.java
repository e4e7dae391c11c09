package org.medchain.claims.majority;

import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.LoadedConfig;

/** Counts what becomes final while 4 of 7 nodes live. */
final class MajorityProgressExperiment implements ClaimExperiment {
  private static final String CLAIM = "majority-makes-progress";
  private static final String TRIALS = "progress_trials";

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
            "majority-progress.yaml", Map.of("repeats", Integer.toString(run.count(TRIALS))));
    List<TrialResult> trials = ClaimTrials.run(run, config);
    try (RawTable raw =
        run.raw(CLAIM, "protocol", "nodes", "live", "repeat", "seed", "submitted", "committed")) {
      for (TrialResult each : trials) {
        raw.row(
            each.cell().protocol().key(),
            each.cell().nodes(),
            live(each),
            each.cell().repeat(),
            each.cell().seed(),
            each.requests().submitted(),
            each.requests().committed());
      }
    }
    finality(run, trials, "final_share_pbft", ProtocolKind.PBFT);
    finality(run, trials, "final_share_pow", ProtocolKind.POW);
    run.figures(CLAIM)
        .value(
            "live_share",
            trials.stream()
                .mapToDouble(each -> (double) live(each) / each.cell().nodes())
                .min()
                .orElse(Double.NaN),
            trials.size(),
            "least share of the nodes that lived");
  }

  private static int live(TrialResult trial) {
    return trial.cell().nodes() - trial.cell().faulty();
  }

  private static void finality(
      ClaimRun run, List<TrialResult> trials, String metric, ProtocolKind protocol) {
    List<TrialResult> own =
        trials.stream().filter(each -> each.cell().protocol() == protocol).toList();
    run.figures(CLAIM)
        .share(
            metric,
            own.stream().mapToLong(each -> each.requests().committed()).sum(),
            own.stream().mapToLong(each -> each.requests().submitted()).sum(),
            "submitted requests that became final under " + protocol.key());
  }
}
