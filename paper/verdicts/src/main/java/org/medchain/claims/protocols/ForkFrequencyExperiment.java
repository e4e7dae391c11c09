package org.medchain.claims.protocols;

import java.util.Map;
import org.medchain.claims.data.ClaimExpressions;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.theory.ForkRate;
import org.medchain.game.random.IntervalEstimate;

/** Competing blocks and forks in a row, beside the closed form. */
final class ForkFrequencyExperiment {
  private static final double LEVEL = 0.95;
  private static final double MS_PER_S = 1000;

  private ForkFrequencyExperiment() {}

  static void run(ClaimRun run) throws Exception {
    addPrediction(run, "10s");
    addPrediction(run, "250ms");
    addRows(run.figures("two-forks-rarer"), new ClaimExpressions(run));
  }

  private static void addPrediction(ClaimRun run, String interval) throws Exception {
    ExperimentConfig config = run.config("fork-rare-" + interval + ".yaml", Map.of()).experiment();
    double delayS = config.network().latency().meanDelayMs() / MS_PER_S;
    double predicted =
        new ForkRate(delayS, config.pow().intervalS())
            .competitorProbabilityOfEqualMiners(config.nodes().getFirst());
    ClaimFigures figures = run.figures("fork-rare");
    figures.value("predicted_" + interval, predicted, 1, "the same by the closed form (ForkRate)");
    ClaimExpressions tables = new ClaimExpressions(run);
    long blocks = (long) tables.value("forks-" + interval + ": blocks | sum");
    long competitors = (long) tables.value("forks-" + interval + ": competitors | sum");
    boolean inside =
        blocks > 0 && IntervalEstimate.ofShareExact(LEVEL, competitors, blocks).covers(predicted);
    figures.value(
        "predicted_inside_" + interval,
        inside ? 1 : 0,
        blocks,
        "1 if the closed form lies in the interval of the measured share, 0 if not");
  }

  private static void addRows(ClaimFigures figures, ClaimExpressions tables) throws Exception {
    double heights = tables.value("forks-250ms: heights | sum");
    double forks = tables.value("forks-250ms: forked_heights | sum");
    long followed = (long) tables.value("forks-250ms: followed_forks | sum");
    long inARow = (long) tables.value("forks-250ms: forks_in_a_row | sum");
    double fork = forks / heights;
    boolean measured = forks > 0 && followed > 0;
    IntervalEstimate again =
        IntervalEstimate.ofShareExact(LEVEL, inARow, measured ? followed : inARow + 1);
    addRatio(figures, "second_fork_ratio", measured, again.mean() / fork, followed);
    addRatio(figures, "second_fork_ratio_low", measured, again.low() / fork, followed);
    addRatio(figures, "second_fork_ratio_high", measured, again.high() / fork, followed);
  }

  private static void addRatio(
      ClaimFigures figures, String metric, boolean measured, double ratio, long samples) {
    figures.value(
        metric,
        measured ? ratio : Double.NaN,
        samples,
        "P(fork at h + 1 | fork at h) / P(fork); the ends are those of the first probability");
  }
}
