package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.Figure;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.TrialTiming;
import org.medchain.experiments.config.LoadedConfig;

/** What clients notice of the crash of one node: a backup, or the primary. */
final class SingleFailureExperiment {
  private static final String CLAIM = "one-node-fails-unnoticed";
  private static final double MEDIAN = 0.5;

  private SingleFailureExperiment() {}

  static void run(ClaimRun run) throws Exception {
    try (RawTable raw =
        run.raw(
            CLAIM, "node, repeat, longest_gap_s, median_before_ms, median_after_ms, uncommitted")) {
      for (String who : List.of("backup", "primary")) {
        crash(run, who, raw);
      }
    }
  }

  private static void crash(ClaimRun run, String who, RawTable raw) throws Exception {
    LoadedConfig config =
        run.config(
            "one-node-fails-" + who + ".yaml",
            Map.of("repeats", Integer.toString(run.count("failure_trials"))));
    double crashS = config.experiment().faultPlan().getFirst().fromS();
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    double gapS = 0;
    int trials = 0;
    for (ObservedTrial<FinalityTimes> trial :
        ClaimTrials.observed(run, config, cell -> new FinalityTimes())) {
      TrialTiming timing = trial.result().cell().timing();
      FinalityTimes times = trial.observer();
      List<Double> ownBefore = times.latenciesMs(timing.warmupS(), crashS);
      List<Double> ownAfter = times.latenciesMs(crashS, timing.durationS());
      double ownGapS = times.longestGapS(crashS, timing.durationS());
      raw.row(
          who,
          trial.result().cell().repeat(),
          ownGapS,
          Figure.quantile(ownBefore, MEDIAN),
          Figure.quantile(ownAfter, MEDIAN),
          trial.result().requests().uncommitted());
      before.addAll(ownBefore);
      after.addAll(ownAfter);
      gapS = Math.max(gapS, ownGapS);
      trials++;
    }
    fill(run.figures(CLAIM), who, gapS, trials, before, after);
  }

  private static void fill(
      ClaimFigures figures,
      String who,
      double gapS,
      int trials,
      List<Double> before,
      List<Double> after) {
    figures.value(
        who + "_gap_s",
        gapS,
        trials,
        "longest time without a final request after the crash of the " + who + ", in s");
    figures.value(
        who + "_median_ratio",
        Figure.quantile(after, MEDIAN) / Figure.quantile(before, MEDIAN),
        after.size(),
        "median latency after the crash of the " + who + ", of that before");
    figures.value(
        who + "_median_before_ms",
        Figure.quantile(before, MEDIAN),
        before.size(),
        "median latency before, in ms");
  }
}
