package org.medchain.claims.copies;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.TrialResult;

/** How long PBFT takes for a request, with more nodes and with two regions, and at what cost. */
final class EfficientAgreementExperiment implements ClaimExperiment {
  private static final String CLAIM = "efficient-agreement";
  private static final String TRIALS = "agreement_trials";

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(new ClaimSetting(TRIALS, 1, 10, "trials of each point"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    double worstMs = 0;
    int trials = 0;
    ClaimFigures figures = run.figures(CLAIM);
    try (RawTable raw =
        run.raw(CLAIM, "config", "nodes", "repeat", "latency_p50_ms", "messages_per_tx")) {
      for (String links : List.of("sizes", "regions")) {
        String file = "efficient-agreement-" + links + ".yaml";
        Map<String, String> more = Map.of("repeats", Integer.toString(run.count(TRIALS)));
        for (TrialResult each : ClaimTrials.run(run, run.config(file, more))) {
          double medianMs = each.load().percentiles().p50Ms().orElse(Double.POSITIVE_INFINITY);
          OptionalDouble messages =
              each.costs().messagesPerTransaction(each.requests().committed());
          raw.row(
              links,
              each.cell().nodes(),
              each.cell().repeat(),
              medianMs,
              messages.isPresent() ? messages.getAsDouble() : "");
          worstMs = Math.max(worstMs, medianMs);
          trials++;
          if (each.cell().repeat() == 1) {
            report(figures, links, each, medianMs, messages);
          }
        }
      }
    }
    figures.value(
        "worst_median_ms",
        trials == 0 ? Double.NaN : worstMs,
        trials,
        "median latency of the slowest trial of all points, in ms");
  }

  private static void report(
      ClaimFigures figures,
      String links,
      TrialResult trial,
      double medianMs,
      OptionalDouble messages) {
    String point = links + "_n" + trial.cell().nodes();
    long committed = trial.requests().committed();
    figures.value(point + "_median_ms", medianMs, committed, "median latency of a trial, in ms");
    figures.value(
        point + "_messages_per_request",
        messages.orElse(Double.NaN),
        committed,
        "messages delivered for each final request of that trial");
  }
}
