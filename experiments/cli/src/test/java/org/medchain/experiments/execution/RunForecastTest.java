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
import org.medchain.comparison.TrialCell;
import org.medchain.experiments.cost.CostEstimate;
import org.medchain.experiments.execution.RecordedCosts.RecordedTrial;

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
}
