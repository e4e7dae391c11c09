package org.medchain.claims.protocols;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.theory.ForkRate;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.game.random.IntervalEstimate;

/**
 * How often a chain of proof of work forks without an attacker, at a long and at a short interval
 * between blocks, and how often it forks at two heights in a row.
 */
final class ForkFrequencyExperiment implements ClaimExperiment {
  private static final String ONE = "fork-rare";
  private static final String TWO = "two-forks-rarer";
  private static final double LEVEL = 0.95;
  private static final double MS_PER_S = 1000;

  @Override
  public List<String> claims() {
    return List.of(ONE, TWO);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting("fork_trials_10s", 16, 160, "trials of 300 blocks, one every 10 s"),
        new ClaimSetting("fork_trials_250ms", 8, 80, "trials of 600 blocks, one every 0.25 s"));
  }

  /**
   * What trials came to.
   *
   * @param config of them
   * @param observers one for each
   */
  private record ForkCounts(ExperimentConfig config, List<CompetingBlocksObserver> observers) {
    long sum(ToLongFunction<CompetingBlocksObserver> count) {
      return observers.stream().mapToLong(count).sum();
    }

    long blocks() {
      return sum(CompetingBlocksObserver::blocks);
    }

    long competitors() {
      return sum(CompetingBlocksObserver::competitors);
    }

    /** The share with a competitor by the closed form. */
    double predicted() {
      double delayS = config.network().latency().meanDelayMs() / MS_PER_S;
      return new ForkRate(delayS, config.pow().intervalS())
          .competitorProbabilityOfEqualMiners(config.nodes().getFirst());
    }
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    ForkCounts slow = trials(run, "fork-rare-10s.yaml", "fork_trials_10s", "forks-10s");
    ForkCounts fast = trials(run, "fork-rare-250ms.yaml", "fork_trials_250ms", "forks-250ms");
    addCompetitors(run.figures(ONE), "10s", slow);
    addCompetitors(run.figures(ONE), "250ms", fast);
    addRows(run.figures(TWO), fast);
  }

  private static ForkCounts trials(ClaimRun run, String file, String repeats, String raw)
      throws Exception {
    LoadedConfig config = run.config(file, Map.of("repeats", String.valueOf(run.count(repeats))));
    List<ObservedTrial<CompetingBlocksObserver>> trials =
        ClaimTrials.observed(run, config, cell -> new CompetingBlocksObserver(cell.nodes()));
    try (RawTable table =
        run.raw(
            raw,
            "repeat",
            "seed",
            "blocks",
            "competitors",
            "heights",
            "forked_heights",
            "followed_forks",
            "forks_in_a_row",
            "deepest_revert")) {
      for (ObservedTrial<CompetingBlocksObserver> each : trials) {
        CompetingBlocksObserver seen = each.observer();
        table.row(
            each.result().cell().repeat(),
            each.result().cell().seed(),
            seen.blocks(),
            seen.competitors(),
            seen.heights(),
            seen.forkedHeights(),
            seen.followedForks(),
            seen.forksInARow(),
            seen.deepestRevert());
      }
    }
    return new ForkCounts(
        config.experiment(), trials.stream().map(ObservedTrial::observer).toList());
  }

  private static void addCompetitors(ClaimFigures figures, String interval, ForkCounts counts) {
    figures.share(
        "competitors_" + interval,
        counts.competitors(),
        counts.blocks(),
        "share of blocks with a competitor, one block every " + interval);
    figures.value(
        "predicted_" + interval, counts.predicted(), 1, "the same by the closed form (ForkRate)");
    boolean inside =
        counts.blocks() > 0
            && IntervalEstimate.ofShareExact(LEVEL, counts.competitors(), counts.blocks())
                .covers(counts.predicted());
    figures.value(
        "predicted_inside_" + interval,
        inside ? 1 : 0,
        counts.blocks(),
        "1 if the closed form lies in the interval of the measured share, 0 if not");
  }

  private static void addRows(ClaimFigures figures, ForkCounts counts) {
    long heights = counts.sum(CompetingBlocksObserver::heights);
    long forks = counts.sum(CompetingBlocksObserver::forkedHeights);
    long followed = counts.sum(CompetingBlocksObserver::followedForks);
    long inARow = counts.sum(CompetingBlocksObserver::forksInARow);
    figures.share("forked_heights", forks, heights, "share of heights with two blocks or more");
    figures.share(
        "forked_again", inARow, followed, "of forked heights, share whose next height is forked");
    double fork = (double) forks / heights;
    boolean measured = forks > 0 && followed > 0;
    IntervalEstimate again =
        IntervalEstimate.ofShareExact(LEVEL, inARow, measured ? followed : inARow + 1);
    addRatio(figures, "second_fork_ratio", measured, again.mean() / fork, followed);
    addRatio(figures, "second_fork_ratio_low", measured, again.low() / fork, followed);
    addRatio(figures, "second_fork_ratio_high", measured, again.high() / fork, followed);
    figures.value(
        "deepest_revert",
        counts.observers().stream()
            .mapToLong(CompetingBlocksObserver::deepestRevert)
            .max()
            .orElse(0),
        counts.observers().size(),
        "the most blocks that a node left at once");
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
