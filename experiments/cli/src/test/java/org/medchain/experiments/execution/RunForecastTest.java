package org.medchain.experiments.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialEffort;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.cost.CostEstimate;
import org.medchain.experiments.execution.RecordedCosts.RecordedTrial;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/** EXP-43, EXP-44: costs that were recorded, played again. */
class RunForecastTest {
  private static final double TENTH = 0.1;
  private static RecordedCosts recorded;

  @BeforeAll
  static void read() throws Exception {
    recorded = RecordedCosts.read();
  }

  /** A run on threads that each take the next trial when they have ended one. */
  private record PlayedRun(List<TrialCell> ordered, Map<TrialCell, double[]> times, double endS) {
    static PlayedRun of(String config, int threads, double slowness) throws Exception {
      List<TrialCell> ordered = recorded.ordered(config);
      Map<TrialCell, double[]> times = new HashMap<>();
      double[] freeS = new double[threads];
      for (TrialCell trial : ordered) {
        Arrays.sort(freeS);
        double fromS = freeS[0];
        freeS[0] += slowness * recorded.of(config, trial).costS();
        times.put(trial, new double[] {fromS, freeS[0]});
      }
      return new PlayedRun(ordered, times, Arrays.stream(freeS).max().orElseThrow());
    }

    /** What the forecast says is left after a share of the time, in s. */
    double leftS(String config, int threads, double atS) {
      RunForecast forecast = new RunForecast(threads);
      forecast.expect(ordered);
      List<TrialCell> byEnd = new ArrayList<>(ordered);
      byEnd.sort(Comparator.comparingDouble(trial -> times.get(trial)[1]));
      double messages = 0;
      for (TrialCell trial : byEnd) {
        double[] own = times.get(trial);
        RecordedTrial took = recorded.of(config, trial);
        messages += took.messages() * Math.clamp((atS - own[0]) / (own[1] - own[0]), 0, 1);
        if (own[1] <= atS) {
          forecast.finished(trial, own[1] - own[0], took.messages());
        }
      }
      return atS / forecast.share((long) messages) - atS;
    }
  }

  @Test
  void atATenthTheTimeLeftIsKnownWithinAQuarter() throws Exception {
    int threads = 1; // as it was recorded
    for (String config : RecordedCosts.CONFIGS.keySet()) {
      for (double slowness : new double[] {1, 3}) {
        PlayedRun run = PlayedRun.of(config, threads, slowness);
        double leftS = run.leftS(config, threads, TENTH * run.endS());
        double reallyS = (1 - TENTH) * run.endS();
        assertThat(leftS / reallyS).as(config).isBetween(0.75, 1.25);
      }
    }
  }

  /** One that ends after messages were counted and before the share is asked for. */
  @Test
  void aTrialThatEndsInBetweenTakesNothingAway() throws Exception {
    List<TrialCell> ordered = recorded.ordered("quickstart");
    RunForecast forecast = new RunForecast(1);
    forecast.expect(ordered);
    forecast.finished(ordered.getFirst(), 1, 1_000_000_000);
    assertThat(forecast.share(0)).isPositive().isEqualTo(forecast.share(1_000_000_000));
  }

  @Test
  void costsAreInTheirInterval() throws Exception {
    for (String config : RecordedCosts.CONFIGS.keySet()) {
      List<TrialCell> grid = recorded.ordered(config);
      CostEstimate estimate = CostEstimate.of(grid, grid, 1);
      double reallyMin =
          grid.stream().mapToDouble(each -> recorded.of(config, each).costS()).sum() / 60;
      double foretold = estimate.cpuMin().orElseThrow();
      assertThat(Math.abs(foretold - reallyMin))
          .as(config)
          .isLessThan(foretold * estimate.errorShare());
    }
  }

  private static List<TrialCell> grid(String config) throws Exception {
    return LoadedConfig.read(
            Repository.file("experiments/configs/" + config + ".yaml"), ConfigOverrides.NONE)
        .grid();
  }

  /** Nodes, load, length, confirmations, crashes, attackers, votes of games, steps of searches. */
  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "saturation", "dishonest", "attack", "frontier"})
  void messagesAreThoseOfCommittedResults(String config) throws Exception {
    List<TrialCell> grid = grid(config);
    double sum = 0;
    double expected = 0;
    for (TrialRow row :
        TrialsFile.read(Repository.file("results/" + config + "/trials.csv"), torn -> {})) {
      double own = TrialEffort.of(grid.get(row.trial() - 1)).messages();
      long delivered = row.count(TrialColumn.MESSAGES_DELIVERED);
      assertThat(own / delivered).as("trial %d of %s", row.trial(), config).isBetween(0.4, 2.5);
      sum += delivered;
      expected += own;
    }
    assertThat(expected / sum).as(config).isBetween(0.9, 1.1);
  }

  @Test
  void theLongestTrialsStartFirst() throws Exception {
    List<TrialCell> grid = grid("quickstart");
    List<TrialCell> ordered = TrialEffort.longestFirst(grid);
    assertThat(ordered).containsExactlyInAnyOrderElementsOf(grid);
    assertThat(ordered)
        .isSortedAccordingTo(
            Comparator.comparingDouble((TrialCell each) -> -TrialEffort.of(each).seconds())
                .thenComparingInt(TrialCell::number));
  }
}
